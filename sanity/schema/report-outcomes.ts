/** What may come of a report of an error. */
export const reportOutcomes = [
  { value: 'accepted', title: 'Accepted: the figure was corrected' },
  { value: 'declined', title: 'Declined: the figure stays' },
] as const
