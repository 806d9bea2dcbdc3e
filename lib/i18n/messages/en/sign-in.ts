/** Words of signing in and out, beside those of accounts. */
export const signIn = {
  lastUsedHere: 'Last used here',
  signedOutThere: 'You are signed out, here and at <bdi>{host}</bdi>.',
  signedOutUnknown:
    'You are signed out here. But you came back from a provider with a mark that is not of a sign-out begun in this browser: if you did not just sign out there yourself, close the browser on a computer that others use.',
  leaveHint: 'The page that led you here suggests that you sign in as <bdi>{hint}</bdi>.',
}
