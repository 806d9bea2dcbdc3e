export { GET } from '../../../../../editions/[number]/json/route.ts'
