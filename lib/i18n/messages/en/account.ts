/** Words of signing in and of a reader's own page. */
export const account = {
  yourPage: 'Your page',
  followSheet: 'Follow this fact sheet',
}
