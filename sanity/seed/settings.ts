import { link, paragraph } from './portable-text.ts'
import { reference, type SeedDocument } from './seed-document.ts'

const en: SeedDocument = {
  _id: 'settings',
  _type: 'siteSettings',
  language: 'en',
  siteTitle: 'Fact sheets',
  demonstrationNotice:
    'This is a demonstration, not an official publication. It is not run by the U.S. Department of State or any other government.',
  institution: reference('institution'),
  accountBox: [
    paragraph(
      'account',
      'Do you already have an account on one of these sites? Click the logo to sign in and create your own customized State Department page. Want to learn more? ',
      link('Check out our FAQ!', '/faq'),
    ),
    paragraph(
      'openid',
      'OpenID is a service that allows you to sign in to many different websites using a single identity. ',
      link('Find out more about OpenID', '/faq#faq-what-is-openid'),
      ' and ',
      link('how to get an OpenID-enabled account', '/faq#faq-get-an-account'),
      '.',
    ),
  ],
}

const es: SeedDocument = {
  _id: 'settings-es',
  _type: 'siteSettings',
  language: 'es',
  siteTitle: 'Hojas informativas',
  demonstrationNotice:
    'Esto es una demostración, no una publicación oficial. No la administra el Departamento de Estado de los Estados Unidos ni ningún otro gobierno.',
  institution: reference('institution-es'),
  accountBox: [
    paragraph(
      'account',
      '¿Ya tiene una cuenta en uno de estos sitios? Haga clic en el logotipo para iniciar sesión y crear su propia página personalizada del Departamento de Estado. ¿Desea saber más? ',
      link('¡Consulte nuestras preguntas frecuentes!', '/es/faq'),
    ),
    paragraph(
      'openid',
      'OpenID es un servicio que le permite iniciar sesión en muchos sitios web distintos con una sola identidad. ',
      link('Obtenga más información sobre OpenID', '/es/faq#faq-what-is-openid-es'),
      ' y sobre ',
      link('cómo obtener una cuenta compatible con OpenID', '/es/faq#faq-get-an-account-es'),
      '.',
    ),
  ],
}

const ar: SeedDocument = {
  _id: 'settings-ar',
  _type: 'siteSettings',
  language: 'ar',
  siteTitle: 'صحائف الوقائع',
  demonstrationNotice: 'هذا عرض تجريبي وليس منشورًا رسميًا. ولا تديره وزارة الخارجية الأمريكية ولا أي حكومة أخرى.',
  institution: reference('institution-ar'),
  accountBox: [
    paragraph(
      'account',
      'هل لديك حساب في أحد هذه المواقع؟ انقر على الشعار لتسجيل الدخول وإنشاء صفحتك الخاصة بوزارة الخارجية. هل تريد معرفة المزيد؟ ',
      link('اطّلع على الأسئلة الشائعة!', '/ar/faq'),
    ),
    paragraph(
      'openid',
      'OpenID خدمة تتيح لك تسجيل الدخول إلى مواقع كثيرة مختلفة بهوية واحدة. ',
      link('اعرف المزيد عن OpenID', '/ar/faq#faq-what-is-openid-ar'),
      ' وعن ',
      link('كيفية الحصول على حساب يدعم OpenID', '/ar/faq#faq-get-an-account-ar'),
      '.',
    ),
  ],
}

/** The settings of each language. */
export const settings: readonly SeedDocument[] = [en, es, ar]
