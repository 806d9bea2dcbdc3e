import { link, paragraph } from './portable-text.ts'
import type { SeedDocument } from './seed-document.ts'

/** The questions that the account box raises, answered for this site. What is not known about the original is said to be unknown. */
export const faqEn: readonly SeedDocument[] = [
  {
    _id: 'faq-do-i-need-an-account',
    _type: 'faqEntry',
    language: 'en',
    order: 10,
    question: 'Do I need an account to read?',
    answer: [paragraph('1', 'No. Every fact sheet is open to everyone. You sign in only if you want a page of your own.')],
  },
  {
    _id: 'faq-my-own-page',
    _type: 'faqEntry',
    language: 'en',
    order: 20,
    question: 'What is “my own customized page”?',
    answer: [
      paragraph(
        '1',
        'It is ',
        link('your page', '/my'),
        ' on this site. It lists the fact sheets that you follow and shows what has changed in each of them since you last read it: sentences added, removed and reworded. From there you get to your account: your ways to sign in, the devices on which you are signed in, and all that is kept about you.',
      ),
      paragraph('2', 'To follow a sheet, use the button on that sheet. If you are not signed in yet, you are asked to sign in first.'),
    ],
  },
  {
    _id: 'faq-which-accounts',
    _type: 'faqEntry',
    language: 'en',
    order: 30,
    question: 'Which accounts can I use?',
    answer: [
      paragraph(
        '1',
        'Those whose logos you see in the box at the foot of each page and on the page ',
        link('Sign in', '/sign-in'),
        '. Whoever runs the site chooses them. This site has no passwords of its own.',
      ),
      paragraph(
        '2',
        'Where no provider has been set up and the site runs on a single computer, a demonstration provider takes their place. It says plainly that it is a demonstration and needs no real account.',
      ),
    ],
  },
  {
    _id: 'faq-what-is-openid',
    _type: 'faqEntry',
    language: 'en',
    order: 40,
    question: 'What is OpenID?',
    answer: [
      paragraph(
        '1',
        'A way to sign in to many websites with one identity. You tell the site who keeps your account (the provider), the provider asks whether you agree, and then it confirms to the site who you are. Your password stays with the provider.',
      ),
      paragraph(
        '2',
        'This site uses OpenID Connect, the form of OpenID in use today. GitHub, where it is offered, confirms who you are in a similar way of its own. You can read more at the ',
        link('OpenID Foundation', 'https://openid.net/'),
        '.',
      ),
    ],
  },
  {
    _id: 'faq-get-an-account',
    _type: 'faqEntry',
    language: 'en',
    order: 50,
    question: 'How do I get an account?',
    answer: [
      paragraph(
        '1',
        'From one of the providers whose logos are shown: choose a logo, and if you have no account there yet, the provider offers to make one. You may well have one already, with your e-mail or your employer. This site makes no accounts itself.',
      ),
    ],
  },
  {
    _id: 'faq-what-is-kept',
    _type: 'faqEntry',
    language: 'en',
    order: 60,
    question: 'What does this site learn about me when I sign in?',
    answer: [
      paragraph(
        '1',
        'Who confirmed you (the provider), the identifier that the provider uses for you, and what it passes on of your name and your e-mail address. Never your password. The page ',
        link('Privacy', '/privacy'),
        ' lists everything that is kept.',
      ),
    ],
  },
  {
    _id: 'faq-sign-out',
    _type: 'faqEntry',
    language: 'en',
    order: 70,
    question: 'How do I sign out?',
    answer: [
      paragraph(
        '1',
        'With the button on ',
        link('your page', '/my'),
        '. You are then signed out of this site, but not of your provider: on a computer that others use, sign out there too.',
      ),
    ],
  },
  {
    _id: 'faq-original-accounts',
    _type: 'faqEntry',
    language: 'en',
    order: 80,
    question: 'Which accounts did the original page of the State Department accept?',
    answer: [
      paragraph(
        '1',
        'We do not know. The words of its account box are kept here as they were; its logos were pictures and left no words, and we found no copy of its questions and answers. Nor do we know what a page of one’s own could do there.',
      ),
      paragraph(
        '2',
        'What is known is that on September 9, 2009 a federal pilot was announced that let people sign in to some government sites with such accounts. The agencies named in the ',
        link('press reports', 'https://www.theregister.co.uk/2009/09/09/obama_and_openid/'),
        ' were in health; the State Department was not among them.',
      ),
    ],
  },
]
