export { GET } from '../../../../../../compare/[a]/[b]/json/route.ts'
