import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { configuredProviders } from '#lib/auth/providers.ts'
import { environmentSchema } from '#lib/env.ts'
import { ChangeList } from '#components/change/change-list.tsx'
import { ProviderLinks } from './provider-links.tsx'
import { SignInBox } from './sign-in-box.tsx'

const ALL = {
  GOOGLE_CLIENT_ID: 'g',
  GOOGLE_CLIENT_SECRET: 's',
  MICROSOFT_CLIENT_ID: 'm',
  MICROSOFT_CLIENT_SECRET: 's',
  LOGIN_GOV_CLIENT_ID: 'l',
  LOGIN_GOV_PRIVATE_KEY_FILE: 'key.pem',
  GITHUB_CLIENT_ID: 'h',
  GITHUB_CLIENT_SECRET: 's',
  APPLE_CLIENT_ID: 'a',
  APPLE_TEAM_ID: 't',
  APPLE_KEY_ID: 'k',
  APPLE_PRIVATE_KEY_FILE: 'key.p8',
  FACEBOOK_CLIENT_ID: 'f',
  FACEBOOK_CLIENT_SECRET: 's',
  LINKEDIN_CLIENT_ID: 'i',
  LINKEDIN_CLIENT_SECRET: 's',
  YAHOO_CLIENT_ID: 'y',
  YAHOO_CLIENT_SECRET: 's',
  OPENID_ISSUER: 'https://id.example.org',
  OPENID_CLIENT_ID: 'o',
  OPENID_CLIENT_SECRET: 's',
  OPENID_NAME: 'Ministry <id>',
}

const box = (variables: Record<string, unknown>, language: 'en' | 'es' = 'en') =>
  renderToStaticMarkup(
    <SignInBox language={language} providers={configuredProviders(environmentSchema.parse(variables))} body={[]} callbackUrl="/faq?a=b" />,
  )

const labels = (html: string) =>
  [...html.matchAll(/<\/svg>(.*?)<\/a>/g)].map(([, label = '']) => label.replaceAll(/<\/?(?:bdi|span)>/g, ''))

describe('the sign-in box', () => {
  it('shows one labelled mark for each provider that is configured, and no other', () => {
    expect(labels(box(ALL))).toEqual([
      'Sign in with Login.gov',
      'Sign in with Google',
      'Sign in with Microsoft',
      'Sign in with Apple',
      'Sign in with GitHub',
      'Sign in with Facebook',
      'Sign in with LinkedIn',
      'Sign in with Yahoo',
      'Sign in with Ministry &lt;id&gt;',
    ])
    expect(labels(box({ GITHUB_CLIENT_ID: 'h', GITHUB_CLIENT_SECRET: 's' }, 'es'))).toEqual(['Iniciar sesión con GitHub'])
    expect(labels(box({}))).toEqual(['Sign in as a demonstration person'])
  })

  it('is not there when nobody can sign in and the editors say nothing', () => {
    expect(box({ SIGN_IN: 'off' })).toBe('')
  })

  it('leads by links of this site, which bring one back to where one was', () => {
    const addresses = [...box(ALL, 'es').matchAll(/href="([^"]*)"/g)].map(([, address]) => address)
    expect(addresses).toHaveLength(9)
    for (const address of addresses) expect(address).toMatch(/^\/es\/sign-in\/[a-z-]+\?callbackUrl=%2Ffaq%3Fa%3Db$/)
  })

  it('marks the provider last used in this browser, where that is known', () => {
    const links = (lastUsed: string | null) =>
      renderToStaticMarkup(
        <ProviderLinks language="en" providers={configuredProviders(environmentSchema.parse(ALL))} callbackUrl="/" lastUsed={lastUsed} />,
      )
    expect(labels(links('apple')).filter((label) => label.includes('Last used here'))).toEqual([
      'Sign in with Apple<small class="my-last"> Last used here</small>',
    ])
    for (const unknown of [null, 'nobody', '<b>']) expect(links(unknown)).not.toContain('Last used here')
    expect(box(ALL)).not.toContain('Last used here')
  })

  it('hides the marks from screen readers, which read the label', () => {
    expect(box(ALL).match(/<svg/g)).toHaveLength(9)
    expect(box(ALL).match(/<svg [^>]*aria-hidden="true"/g)).toHaveLength(9)
  })
})

describe('the list of changes', () => {
  it('says in words what happened to each sentence and to each word', () => {
    const html = renderToStaticMarkup(
      <ChangeList
        language="es"
        written="en"
        changes={[
          { kind: 'added', text: 'New one.' },
          { kind: 'removed', text: 'Old one.' },
          {
            kind: 'reworded',
            runs: [
              { kind: 'kept', text: 'It is ' },
              { kind: 'removed', text: '46,500' },
              { kind: 'added', text: '49,800' },
            ],
          },
        ]}
      />,
    )
    const text = html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
    expect(text).toBe(
      ' Añadida New one. Eliminada Old one. Modificada It is eliminado: 46,500 (fin del cambio) añadido: 49,800 (fin del cambio) ',
    )
    expect(html).toContain('<del>46,500</del>')
    expect(html).toContain('<p lang="en">')
  })
})
