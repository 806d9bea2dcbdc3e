import { answerOwnFeed } from './own-feed-answer.ts'

interface Context {
  readonly params: Promise<{ secret: string }>
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  return answerOwnFeed((await params).secret)
}
