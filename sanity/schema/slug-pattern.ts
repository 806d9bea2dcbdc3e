/** What the last part of a page's address may look like. */
export const SLUG_PATTERN = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** The longest there may be. */
export const SLUG_LENGTH_MAX = 80
