import { generate } from 'selfsigned'

const LIFETIME_MS = 30 * 24 * 60 * 60 * 1000

/** A key and the certificate that vouches for itself, both PEM. */
export interface OwnCertificate {
  readonly key: string
  readonly certificate: string
}

/** A certificate for `names` that nobody trusts who was not handed it: made for one run, its key kept in memory alone. */
export async function makeCertificate(names: readonly string[]): Promise<OwnCertificate> {
  const made = await generate([{ name: 'commonName', value: 'Chancery, for this run alone' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notAfterDate: new Date(Date.now() + LIFETIME_MS),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names.map((value) => ({ type: 2, value })) },
    ],
  })
  return { key: made.private, certificate: made.cert }
}
