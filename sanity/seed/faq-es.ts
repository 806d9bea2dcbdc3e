import { link, paragraph } from './portable-text.ts'
import type { SeedDocument } from './seed-document.ts'

/** The same questions in Spanish; our own translation. */
export const faqEs: readonly SeedDocument[] = [
  {
    _id: 'faq-do-i-need-an-account-es',
    _type: 'faqEntry',
    language: 'es',
    order: 10,
    question: '¿Necesito una cuenta para leer?',
    answer: [
      paragraph(
        '1',
        'No. Todas las hojas informativas están abiertas a todo el mundo. Solo tiene que iniciar sesión si desea una página propia.',
      ),
    ],
  },
  {
    _id: 'faq-my-own-page-es',
    _type: 'faqEntry',
    language: 'es',
    order: 20,
    question: '¿Qué es «mi propia página personalizada»?',
    answer: [
      paragraph(
        '1',
        'Es ',
        link('su página', '/es/my'),
        ' en este sitio. Reúne las hojas informativas que usted sigue y muestra lo que ha cambiado en cada una desde su última lectura: las frases añadidas, eliminadas y reformuladas. Desde allí llega a su cuenta: sus formas de iniciar sesión, los dispositivos en los que tiene una sesión abierta y todo lo que se guarda sobre usted.',
      ),
      paragraph('2', 'Para seguir una hoja, use el botón que hay en ella. Si aún no ha iniciado sesión, primero se le pedirá que lo haga.'),
    ],
  },
  {
    _id: 'faq-which-accounts-es',
    _type: 'faqEntry',
    language: 'es',
    order: 30,
    question: '¿Qué cuentas puedo usar?',
    answer: [
      paragraph(
        '1',
        'Aquellas cuyos logotipos aparecen en el recuadro al pie de cada página y en la página ',
        link('Iniciar sesión', '/es/sign-in'),
        '. Las elige quien administra el sitio. Este sitio no tiene contraseñas propias.',
      ),
      paragraph(
        '2',
        'Cuando no se ha configurado ningún proveedor y el sitio funciona en un solo equipo, un proveedor de demostración ocupa su lugar. Dice claramente que es una demostración y no requiere ninguna cuenta real.',
      ),
    ],
  },
  {
    _id: 'faq-what-is-openid-es',
    _type: 'faqEntry',
    language: 'es',
    order: 40,
    question: '¿Qué es OpenID?',
    answer: [
      paragraph(
        '1',
        'Una manera de iniciar sesión en muchos sitios web con una sola identidad. Usted indica al sitio quién guarda su cuenta (el proveedor), el proveedor le pregunta si está de acuerdo y después confirma al sitio quién es usted. Su contraseña no sale del proveedor.',
      ),
      paragraph(
        '2',
        'Este sitio usa OpenID Connect, la forma de OpenID que se emplea hoy. GitHub, donde se ofrece, confirma quién es usted de una manera parecida, pero propia. Puede leer más en el sitio de la ',
        link('OpenID Foundation', 'https://openid.net/'),
        '.',
      ),
    ],
  },
  {
    _id: 'faq-get-an-account-es',
    _type: 'faqEntry',
    language: 'es',
    order: 50,
    question: '¿Cómo obtengo una cuenta?',
    answer: [
      paragraph(
        '1',
        'En uno de los proveedores cuyos logotipos se muestran: elija un logotipo y, si todavía no tiene cuenta allí, el proveedor le ofrecerá crear una. Es posible que ya tenga una, con su correo electrónico o en su trabajo. Este sitio no crea cuentas.',
      ),
    ],
  },
  {
    _id: 'faq-what-is-kept-es',
    _type: 'faqEntry',
    language: 'es',
    order: 60,
    question: '¿Qué sabe este sitio de mí cuando inicio sesión?',
    answer: [
      paragraph(
        '1',
        'Quién ha confirmado su identidad (el proveedor), el identificador que el proveedor usa para usted y lo que este transmite de su nombre y su dirección de correo electrónico. Nunca su contraseña. La página ',
        link('Privacidad', '/es/privacy'),
        ' enumera todo lo que se guarda.',
      ),
    ],
  },
  {
    _id: 'faq-sign-out-es',
    _type: 'faqEntry',
    language: 'es',
    order: 70,
    question: '¿Cómo cierro la sesión?',
    answer: [
      paragraph(
        '1',
        'Con el botón que hay en ',
        link('su página', '/es/my'),
        '. Se cierra entonces la sesión en este sitio, pero no la de su proveedor: en un equipo que usen otras personas, ciérrela también allí.',
      ),
    ],
  },
  {
    _id: 'faq-original-accounts-es',
    _type: 'faqEntry',
    language: 'es',
    order: 80,
    question: '¿Qué cuentas aceptaba la página original del Departamento de Estado?',
    answer: [
      paragraph(
        '1',
        'No lo sabemos. Las palabras de su recuadro de cuentas se conservan aquí tal como eran; los logotipos eran imágenes y no dejaron palabras, y no hemos encontrado ninguna copia de sus preguntas y respuestas. Tampoco sabemos qué se podía hacer allí con una página propia.',
      ),
      paragraph(
        '2',
        'Lo que se sabe es que el 9 de septiembre de 2009 se anunció un proyecto piloto federal que permitía iniciar sesión en algunos sitios del Gobierno con cuentas de ese tipo. Los organismos nombrados en las ',
        link('noticias de prensa', 'https://www.theregister.co.uk/2009/09/09/obama_and_openid/'),
        ' eran del ámbito de la salud; el Departamento de Estado no figuraba entre ellos.',
      ),
    ],
  },
]
