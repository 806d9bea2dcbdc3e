import { after } from 'next/server'
import { receiveRecoveryForm } from './recovery-requests.ts'

export function POST(request: Request): Promise<Response> {
  return receiveRecoveryForm(request, after)
}
