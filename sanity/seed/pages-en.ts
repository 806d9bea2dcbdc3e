import { bullet, heading, link, paragraph } from './portable-text.ts'
import { slug, type SeedDocument } from './seed-document.ts'

/** The pages that a site owes its readers. Short, and true of this site. */
export const pagesEn: readonly SeedDocument[] = [
  {
    _id: 'page-accessibility',
    _type: 'page',
    title: 'Accessibility',
    slug: slug('accessibility'),
    language: 'en',
    body: [
      paragraph(
        'aim',
        'This site aims to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA. Each page is checked by a program before a release; a program finds only a part of what can be wrong.',
      ),
      paragraph('how', 'What you can count on:'),
      bullet('without-script', 'All pages can be read, and you can sign in and follow sheets, without JavaScript.'),
      bullet('keyboard', 'Everything can be reached and used with the keyboard alone, and you can always see where you are.'),
      bullet('size', 'Text can be enlarged to twice its size, and the pages fit a narrow screen.'),
      bullet('language', 'Text in another language than the page’s own is marked, so that screen readers pronounce it properly.'),
      paragraph(
        'report',
        'If something keeps you from reading, please tell whoever runs this site: see ',
        link('Contact', '/contact'),
        '.',
      ),
    ],
  },
  {
    _id: 'page-privacy',
    _type: 'page',
    title: 'Privacy',
    slug: slug('privacy'),
    language: 'en',
    body: [
      heading('reading', 'If you only read'),
      paragraph(
        'reading-1',
        'You get no cookie, and the pages load nothing from other sites: no statistics, no advertising, no fonts or pictures from elsewhere.',
      ),
      heading('signing-in', 'If you sign in'),
      paragraph('signing-in-1', 'These are kept in the database of this site:'),
      bullet('account', 'your ways to sign in: who confirmed you (the issuer) and the identifier you have there (the subject);'),
      bullet('details', 'what the provider passed on of your name and your e-mail address;'),
      bullet(
        'sessions',
        'one row for each browser in which you are signed in: when the session began, was last used and ends, the provider, and the browser’s description of itself. You can end each of them in ',
        link('your account', '/my/account'),
        ';',
      ),
      bullet('follows', 'which sheets you follow, and which state of each you last read;'),
      bullet(
        'log',
        'a log of sign-ins, refusals and changes of rights, in which you stand by a random name; only a row beside it says whose name that is.',
      ),
      paragraph(
        'own-data',
        'All of it, with why it is kept and for how long, stands on ',
        link('a page of your own', '/my/data'),
        '. There you can download it, and delete it at once and for good. The row that ties the random name to you goes too; lines of the log and what you wrote as an editor stay, and nobody can tell any more whose they were. Copies in back-ups expire on the day that the page names.',
      ),
      paragraph(
        'signing-in-2',
        'The provider learns that you signed in to this site. Your password never comes here, and no key to your account there is kept.',
      ),
      heading('cookies', 'Cookies'),
      paragraph(
        'cookies-1',
        'Signing in sets a cookie that tells this site who you are, until you sign out or it ends, and a few that protect the signing in itself and last some minutes; after deleting an account, one that says for ten minutes how much went. Editors get one more while they look at drafts. There are no others.',
      ),
      heading('reports', 'Reports of errors'),
      paragraph(
        'reports-1',
        'Whoever reports an error in a figure is asked for nothing about themselves. What they write is kept for the editors, and published only if one of them decides so. Your network address is counted in memory for an hour, so that nobody floods the form, and written down nowhere.',
      ),
      heading('editors', 'If you edit'),
      paragraph(
        'editors-1',
        'The history of a document keeps who changed what and when, and other editors see who is in it. Your settings of the editing program are kept too.',
      ),
      heading('asking', 'Questions'),
      paragraph('asking-1', 'Whoever runs this site answers questions about it: see ', link('Contact', '/contact'), '.'),
    ],
  },
  {
    _id: 'page-contact',
    _type: 'page',
    title: 'Contact',
    slug: slug('contact'),
    language: 'en',
    body: [
      paragraph(
        'who',
        'This site is a demonstration. The U.S. Department of State does not run it, and questions about the Department’s work are not answered here.',
      ),
      paragraph(
        'operator',
        'No address has been given for this copy of the site. Whoever runs it can write one here: it is the page “Contact” in the editing program.',
      ),
    ],
  },
]
