/** Words of the page that stands before the Studio. The Studio itself brings its own. */
export const studio = {
  title: 'The Studio is for editors',
  editorsOnly: 'This is where fact sheets are written and published. To come in, sign in with an account that is an editor of this site.',
  signIn: 'Sign in',
  signInOff: 'Signing in is switched off on this site.',
  notAnEditor: 'You are signed in as <bdi>{name}</bdi>, who is not an editor.',
  howToBecomeOne:
    'Whoever runs the site can make you one, with “npm run grant” on the server. What to give there stands on the page of your account.',
  toTheSite: 'To the fact sheets',
  draftShown: 'This page shows drafts that are not published.',
  leaveDraft: 'Show the published page',
}
