/** Words of coming back to an account by mail, when no way to sign in works any more. */
export const recovery = {
  title: 'Coming back by mail',
  lead: 'If no way to sign in works any more, a link to a confirmed address can let you back in. Whoever reads your mail could then come in too.',
  set: 'A link to <bdi>{address}</bdi> brings you back, since {date}.',
  noAddress: 'You have no confirmed mail address yet.',
  confirmAddress: 'Confirm an address',
  noMails: 'This site sends no mails, so it cannot bring you back by one.',
  role: 'You may edit or administer here. Nobody gets such rights by mail: an administrator lets you in again.',
  turnOn: 'Let <bdi>{address}</bdi> bring me back',
  turnOff: 'Do not bring me back by mail',
  session: 'A link by mail',
  back: 'You are back. All your other sessions were ended. Add a way to sign in now: without one you cannot come in again, but by another link.',

  lostWay: 'No way to sign in works any more?',
  askTitle: 'Come back to your account',
  askLead: 'Have you told this site that a mail may bring you back? Then give that address, and a link is sent there.',
  askField: 'Your mail address',
  askWrong: 'This is not a mail address. Look at its spelling, please.',
  askButton: 'Send the link',
  askSent:
    'If an account may come back by this address, a link is on its way there. It counts for 30 minutes, and at most 3 are sent a day.',
  askNoMails: 'This site sends no mails, so no link can be sent. Ask those who run it.',
  askElse: 'Other ways to sign in',

  returnTitle: 'Come back to your account',
  returnAsk:
    'This link opens the account of <bdi>{name}</bdi>, which has been here since {date}. All other sessions of it are ended. Then you add a way to sign in, within 10 minutes.',
  returnAskNameless:
    'This link opens an account that has been here since {date}. All other sessions of it are ended. Then you add a way to sign in, within 10 minutes.',
  returnButton: 'Come back',
  returnOver: 'This link does not count any more: it was used, is older than 30 minutes, or a newer one was sent.',
  returnAgain: 'Have another link sent',

  mailSubject: 'Come back to your account at {host}',
  mailLead: 'Somebody, we hope you, wants to come back to the account at {host} that belongs to this address.',
  mailAct: 'Come back with this link, within 30 minutes',
  mailIgnore: 'If it was not you, do nothing: without the link nobody gets in.',
}
