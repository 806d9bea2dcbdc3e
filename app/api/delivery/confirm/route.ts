export { receiveConfirmation as POST } from './confirm-requests.ts'
