import { escapeUTF8 } from 'entities/escape'

/** An element of an XML document, as text. */
export type Xml = string & { readonly isXml: true }

/** Characters that XML 1.0 cannot hold, not even escaped. */
const UNWRITABLE =
  // oxlint-disable-next-line no-control-regex -- it is these that are looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** `text` as it stands between tags and in attributes. */
export function escapeXml(text: string): string {
  // A reader of XML takes a bare carriage return for a line feed.
  return escapeUTF8(text.replaceAll(UNWRITABLE, '\ufffd')).replaceAll('\r', '&#13;')
}

/** An element with attributes, those that are undefined left out, and in it text or elements. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>>, inner: string | readonly Xml[] = []): Xml {
  const written = Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${escapeXml(value)}"`]))
  const content = typeof inner === 'string' ? escapeXml(inner) : inner.join('')
  return (content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`) as Xml
}

/** A whole document around `root`. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}
