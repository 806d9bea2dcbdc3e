import { listIndexPage } from '../list-page.tsx'

export const instant = false

const { generateMetadata, ListIndexPage } = listIndexPage('series')

export { generateMetadata, ListIndexPage as default }
