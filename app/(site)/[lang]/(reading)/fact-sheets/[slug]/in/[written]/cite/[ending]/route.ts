export { GET } from '../../../../cite/[ending]/route.ts'
