/** Words of what editors are proposed, and of the change notes that are written for them, which readers see. */
export const proposals = {
  noteChange: '{figure}: {after} in place of {before}.',
  noteChangeWhy: '{figure}: {after} in place of {before} ({kind}: {reason}).',
  noteMore: 'And {count, plural, one {one more figure} other {# more figures}}.',
}
