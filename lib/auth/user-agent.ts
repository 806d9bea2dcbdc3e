/** The browser's own name: the server around Next passes it on under another header. */
export function userAgentOf(headers: Headers): string | null {
  return headers.get('x-chancery-user-agent') ?? headers.get('user-agent')
}
