import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const TYPEFACE_RULE = /@font-face\s*\{[^}]*\}/g
const OTHER_HOST = /url\(\s*["']?https?:/

/** Takes the rules for typefaces on other hosts out of all style sheets below `directory`, and returns how many there were.
 *  The Studio brings some; with a rule of ours beside one of theirs, Chromium asks for both. */
export function removeForeignTypefaces(directory: string): number {
  let removed = 0
  for (const name of globSync('**/*.css', { cwd: directory })) {
    const path = join(directory, name)
    const styles = readFileSync(path, 'utf8')
    const own = styles.replace(TYPEFACE_RULE, (rule) => {
      if (!OTHER_HOST.test(rule)) return rule
      removed += 1
      return ''
    })
    if (own !== styles) writeFileSync(path, own)
  }
  return removed
}
