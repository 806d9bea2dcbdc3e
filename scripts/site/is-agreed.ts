import { createInterface } from 'node:readline/promises'

/** Whether whoever sits at the terminal types `word`; without a terminal the answer is no. */
export async function isAgreed(question: string, word: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')))
  const answer = await Promise.race([terminal.question(`${question}\nType "${word}" to go on: `), closed])
  terminal.close()
  return answer.trim() === word
}
