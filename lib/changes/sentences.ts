/** Ends like these do not end a sentence: initials and the abbreviations of the sheets ("U.S.", "No.", "approx."). */
const NO_END = /(?:\b(?:\p{Lu}\.)+|\b(?:Mr|Mrs|Ms|Dr|Sr|Sra|St|No|Nos|vs|approx|est|cf|art|núm|aprox)\.)\s*$/u

/** The sentences of a paragraph, in order, without the spaces between them. */
export function sentencesOf(text: string, language: string): readonly string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'sentence' })
  const sentences: string[] = []
  let open = ''
  for (const { segment } of segmenter.segment(text.normalize('NFC').replaceAll(/\s+/g, ' ').trim())) {
    open += segment
    if (NO_END.test(open)) continue
    sentences.push(open.trim())
    open = ''
  }
  return open === '' ? sentences : [...sentences, open.trim()]
}
