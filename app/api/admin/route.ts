export { receiveAdminForm as POST } from './admin-requests.ts'
