/** Three characters of 64 kinds: of a hundred tags on a page, another one ends like one of them once in 2,600 times. */
const CHARACTERS = 3

/** The end of a sync tag, by which open pages know what concerns them: a page names over a hundred, whose random characters no
 *  compression shortens. Two that end alike make a page look for a change that is none, and cost nothing else. */
export function shortTag(tag: string): string {
  return tag.slice(-CHARACTERS)
}
