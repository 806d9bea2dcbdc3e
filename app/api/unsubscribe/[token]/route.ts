import { receiveStop, showStop } from './stop-requests.ts'

interface Context {
  readonly params: Promise<{ token: string }>
}

export async function POST(request: Request, { params }: Context): Promise<Response> {
  return receiveStop(request, (await params).token)
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return showStop((await params).token)
}
