/** Words of signing in and out, beside those of accounts. */
export const signIn = {
  lastUsedHere: 'Last used here',
  signedOutThere: 'You are signed out, here and at <bdi>{host}</bdi>.',
  signedOutUnknown:
    'You are signed out here. The provider sent you back with a mark that belongs to no sign-out begun in this browser. If you did not sign out there just now, you may still be signed in there: close the browser on a computer that others use.',
  leaveHint: 'The page that led you here suggests that you sign in as <bdi>{hint}</bdi>.',
}
