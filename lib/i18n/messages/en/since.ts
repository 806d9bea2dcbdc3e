/** Words of what changed since somebody last read a sheet. */
export const since = {
  link: 'What changed since I last read it',
  figures: '{count, plural, one {one figure} other {# figures}}',
  paragraphs: '{count, plural, one {one paragraph} other {# paragraphs}}',
  changed: '{what} changed since {date}.',
  otherwise: 'Published again since {date}, with no figure and no paragraph changed.',
  show: 'Show in the text',
  hide: 'Hide the changes',
  markRead: 'Mark as read',
  marked: 'Marked as read.',
  compare: 'Compare the editions',

  title: '{title}: what changed since you last read it',
  readOn: 'You last read it on {date}, in edition {number}.',
  nothing: 'Nothing has changed in this fact sheet since you last read it, on {date}.',
  unknown: 'Your account does not hold which state of this fact sheet you last read.',
  unknownWhy: 'It keeps that for the fact sheets you follow, and for all others if you want it to.',
  historyGone: 'What it said when you last read it is no longer kept, so the changes cannot be shown.',
  notPublished: 'This fact sheet is no longer published.',
  beginNow: 'Keep it for this sheet from now on by following it: use the button on its page.',
  toSheet: 'To the fact sheet',
  keepTitle: 'What is kept of your reading',
  keepFollowed:
    'Your account keeps which edition of the fact sheets you follow you last read, so that it can tell you what changed. Of all others, that stays in your browser.',
  keepAll:
    'Your account keeps which edition of each fact sheet you last read, so that it can tell you what changed on every device. Without JavaScript it is kept of those only that you mark as read.',
  turnOn: 'Keep it for all fact sheets I read',
  turnOff: 'Keep it only for those I follow, and delete the rest',
}
