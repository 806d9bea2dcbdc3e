import { expect, test } from 'vitest'
import { textOf } from './project-files.ts'

/** The tests of the OpenID Foundation's suite that a relying party of our kind is to pass: its basic, configuration and logout plans, and sign-in
 *  begun elsewhere. */
const NAMES = [
  '',
  '-3rd-party-init-login',
  '-client-secret-basic',
  '-discovery-issuer-mismatch',
  '-discovery-jwks-uri-keys',
  '-discovery-openid-config',
  '-discovery-webfinger-acct',
  '-discovery-webfinger-url',
  '-dynamic-registration',
  '-idtoken-sig-none',
  '-idtoken-sig-rs256',
  '-invalid-aud',
  '-invalid-iss',
  '-invalid-sig-es256',
  '-invalid-sig-hs256',
  '-invalid-sig-rs256',
  '-kid-absent-multiple-jwks',
  '-kid-absent-single-jwks',
  '-missing-aud',
  '-missing-iat',
  '-missing-sub',
  '-nonce-invalid',
  '-rp-backchannel-rpinitlogout',
  '-rp-backchannel-rpinitlogout-alg-none',
  '-rp-backchannel-rpinitlogout-no-event',
  '-rp-backchannel-rpinitlogout-with-nonce',
  '-rp-backchannel-rpinitlogout-wrong-alg',
  '-rp-backchannel-rpinitlogout-wrong-aud',
  '-rp-backchannel-rpinitlogout-wrong-event',
  '-rp-backchannel-rpinitlogout-wrong-iss',
  '-rp-init-logout',
  '-rp-init-logout-no-state',
  '-rp-init-logout-other-state',
  '-scope-userinfo-claims',
  '-signing-key-rotation',
  '-signing-key-rotation-just-before-signing',
  '-userinfo-invalid-sub',
  '-userinfo-signed',
]

test('docs/security/openid.md has a result for every test of the suite that concerns this site', () => {
  const page = textOf('docs/security/openid.md')
  expect(NAMES.map((name) => `\`oidcc-client-test${name}\``).filter((name) => !page.includes(`| ${name} |`))).toEqual([])
})
