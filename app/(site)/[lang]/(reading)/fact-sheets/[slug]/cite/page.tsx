export { citeMetadata as generateMetadata, CiteSheet as default } from '../cite-sheet.tsx'

export const instant = false
