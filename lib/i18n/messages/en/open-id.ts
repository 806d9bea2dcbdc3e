/** Words of signing in with an issuer that the person names. */
export const openId = {
  title: 'Or with an OpenID of your own',
  label: 'Your OpenID',
  hint: 'An address such as <bdi>me@example.org</bdi>, a host such as <bdi>id.example.org</bdi>, or an issuer such as <bdi>https://example.org/people</bdi>.',
  go: 'Find my provider',
  boxLink: 'Sign in with an OpenID of your own',
  leaveIssuer: 'It says who you are in the name of <bdi>{host}</bdi>.',
  leaveUnknown: 'This site has no agreement with that provider, and cannot tell whether it is the one you mean. Look at each letter.',

  problem_empty: 'Type your OpenID first, for example me@example.org.',
  problem_form:
    'This is neither an address, a host nor an issuer. Look for a space, a question mark or a user name in it, and type it again.',
  problem_insecure:
    'This provider, or a part of it, is not behind https, so it cannot be trusted with a sign-in. Ask your provider for its https address.',
  problem_private:
    'This leads to a private network or to a single computer, where this site does not go. Type a provider on the public internet.',
  problem_unreachable: 'The provider could not be reached in time. Look at the spelling, or try again in a few minutes.',
  problem_notOpenId: 'No OpenID provider answered there. Ask your provider for the address of its “issuer”, and type that.',
  problem_mismatch:
    'What we found there calls itself by another address, so it may be an impostor. You were not sent there. Ask your provider for the exact address of its issuer.',
  problem_flow:
    'This provider does not offer the kind of sign-in that this site needs (authorization code flow, with signed id tokens). Choose another way to sign in.',
  problem_noWay:
    'This provider only works with sites that its administrators have entered. Ask them to enter this site, or ask the people who run this site to arrange it; until then choose another way to sign in.',
  problem_registration:
    'This provider did not accept this site. Ask its administrators whether sites may register themselves, or choose another way to sign in.',
  problem_client:
    'This provider no longer knows this site. The people who run this site have to arrange it again with the provider; please tell them, and choose another way to sign in.',
  problem_renewed: 'The provider had forgotten this site. Please sign in once more: the two will be introduced again.',
  problem_denied: 'The people who run this site do not accept sign-ins from this provider. Choose another way to sign in.',
  problem_often: 'Too many providers were looked for in a short time. Please wait ten minutes, and try again.',
  problem_off: 'On this site one signs in with the providers shown here alone.',
}
