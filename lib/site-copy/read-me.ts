/** The text that tells whoever finds a copy what it is. */
export function readMe(origin: string): string {
  return `A copy of ${origin}

To read it, open index.html in a browser. Nothing needs to be installed, no server and no network. The folder can be moved, renamed, put on a
stick or packed into an archive, as a whole.

  index.html               English      search/index.html        search      verify/index.html        check an edition
  es/index.html            Español      es/search/index.html     buscar      es/verify/index.html     comprobar una edición
  ar/index.html            العربية      ar/search/index.html     بحث         ar/verify/index.html     التحقق من إصدار

Everything that the site publishes is in here: its pages, every edition that was ever published as a page and as a signed file (.json), all figures
as CSV and JSON, the feeds, and the public keys (well-known/chancery-keys.json). What needs somebody who answers (signing in, following,
reporting an error) is not: links to that lead to ${origin}. So do links to frames for other sites, to comparisons of
editions that do not follow each other, and to citations and editions as files for programs that say what a page in here says.

Whether a file of an edition is genuine can be checked on the page verify/index.html, whoever has it and wherever it comes from, or with the
site's own program:

  npm run verify -- fact-sheets/NAME/editions/1.json --keys=well-known/chancery-keys.json

manifest.json names every file with its size and its SHA-256; made-at.txt says when the copy was made.
`
}
