import { listPage } from '../../list-page.tsx'

export const instant = false

const { generateMetadata, ListPage } = listPage('series')

export { generateMetadata, ListPage as default }
