import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageForm } from '#components/own-page/page-form.tsx'
import { bdi } from '#components/ui/bdi.tsx'
import { listPages } from '#lib/accounts/own-pages.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'
import { shownPage } from '../shown-page.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<{ figures?: string; countries?: string; searches?: string; name?: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('ownPage', lang)('addTitle')) : {}
}

/** Puts a figure, a country or a search on a page of one's own: where the links of pages lead that are the same for everyone. */
export default async function AddPage({ params, searchParams }: PageProps) {
  const [{ lang }, query] = await Promise.all([params, searchParams])
  if (!isLanguage(lang)) notFound()
  const kind = (['figures', 'countries', 'searches'] as const).find((known) => typeof query[known] === 'string')
  const item = kind && query[kind]
  if (!kind || item === undefined) notFound()
  const { name = item } = query
  const path = `${localPath(lang, '/my/add')}?${new URLSearchParams({ [kind]: item, name }).toString()}`
  const reader = await requireReader(path)
  const own = await listPages(reader)
  const pages = own.length > 0 ? own : [await shownPage(reader, [], undefined, lang)]
  const words = translate('ownPage', lang)
  return (
    <AccountFrame language={lang} path="/my">
      <div className="wrap my-narrow">
        <h1>{words('addTitle')}</h1>
        <p className="my-lead" dir="auto">
          {name}
        </p>
        {pages.map(({ id, name: page, revision }) => (
          <PageForm key={id} of={{ id, revision, path: localPath(lang, '/my') + (id === 'first' ? '' : `?page=${id}`) }}>
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="item" value={item} />
            <button type="submit" name="action" value="keep" className="button button-primary">
              <span>{words.rich('addTo', { page, bdi })}</span>
            </button>
          </PageForm>
        ))}
      </div>
    </AccountFrame>
  )
}
