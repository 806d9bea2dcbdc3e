/** What a page that lies open says when its content was changed. */
export const openPage = {
  updated: 'This page was updated.',
  show: 'Show the change',
  shown: 'The page now shows the change.',
}
