import { draftMode } from 'next/headers'
import { redirect } from 'next/navigation'

/** Back to what everyone sees. */
export async function GET(): Promise<never> {
  const mode = await draftMode()
  mode.disable()
  redirect('/')
}
