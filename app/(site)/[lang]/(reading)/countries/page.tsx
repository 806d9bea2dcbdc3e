import { listIndexPage } from '../list-page.tsx'

export const instant = false

const { generateMetadata, ListIndexPage } = listIndexPage('countries')

export { generateMetadata, ListIndexPage as default }
