/** What a page says, for machines. A `<` could end the element, so it is written as JSON's escape. */
export function JsonLd({ data }: { data: object }) {
  const json = JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
  // oxlint-disable-next-line react/no-danger -- as text React would write quotation marks as entities, which are none in a script
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />
}
