export { citeMetadata as generateMetadata, CiteSheet as default } from '../../../../../cite-sheet.tsx'

// The same page for a sheet in a language that the interface does not have. Next reads this from each page's own file.
export const instant = false
