import { receiveLogoutToken } from '#lib/auth/backchannel-logout.ts'

interface Context {
  readonly params: Promise<{ provider: string }>
}

/** Providers' servers tell here who signed out there. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  return receiveLogoutToken(request, (await params).provider)
}
