export { receiveDeliveryForm as POST } from './delivery-requests.ts'
