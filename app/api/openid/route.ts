export { receiveOpenId as POST } from './openid-requests.ts'
