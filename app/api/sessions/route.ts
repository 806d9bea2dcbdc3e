export { receiveSessionForm as POST } from './session-requests.ts'
