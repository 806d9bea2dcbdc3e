/** Words of the public pages' frame. */
export const site = {
  backToTop: 'Back to Top',
}
