import { bullet, heading, link, paragraph } from './portable-text.ts'
import { slug, type SeedDocument } from './seed-document.ts'

/** The same pages in Spanish; our own translation. */
export const pagesEs: readonly SeedDocument[] = [
  {
    _id: 'page-accessibility-es',
    _type: 'page',
    title: 'Accesibilidad',
    slug: slug('accessibility'),
    language: 'es',
    body: [
      paragraph(
        'aim',
        'Este sitio aspira a cumplir las Pautas de Accesibilidad para el Contenido Web (WCAG) 2.2 en el nivel AA. Un programa comprueba cada página antes de publicar una versión; un programa solo encuentra una parte de lo que puede estar mal.',
      ),
      paragraph('how', 'Puede contar con lo siguiente:'),
      bullet('without-script', 'Todas las páginas pueden leerse, y se puede iniciar sesión y seguir hojas, sin JavaScript.'),
      bullet('keyboard', 'A todo se llega y todo se usa solo con el teclado, y siempre se ve en qué punto se está.'),
      bullet('size', 'El texto puede ampliarse al doble de su tamaño y las páginas caben en una pantalla estrecha.'),
      bullet(
        'language',
        'El texto en un idioma distinto del de la página está marcado, para que los lectores de pantalla lo pronuncien bien.',
      ),
      paragraph(
        'report',
        'Si algo le impide leer, comuníqueselo, por favor, a quien administra este sitio: consulte ',
        link('Contacto', '/es/contact'),
        '.',
      ),
    ],
  },
  {
    _id: 'page-privacy-es',
    _type: 'page',
    title: 'Privacidad',
    slug: slug('privacy'),
    language: 'es',
    body: [
      heading('reading', 'Si usted solo lee'),
      paragraph(
        'reading-1',
        'No recibe ninguna cookie y las páginas no cargan nada de otros sitios: ni estadísticas, ni publicidad, ni tipos de letra o imágenes ajenos.',
      ),
      heading('signing-in', 'Si inicia sesión'),
      paragraph('signing-in-1', 'En la base de datos de este sitio se guarda lo siguiente:'),
      bullet(
        'account',
        'sus formas de iniciar sesión: quién ha confirmado su identidad (el emisor) y el identificador que tiene allí (el sujeto);',
      ),
      bullet('details', 'lo que el proveedor ha transmitido de su nombre y su dirección de correo electrónico;'),
      bullet(
        'sessions',
        'una fila por cada navegador en el que tiene una sesión abierta: cuándo empezó, cuándo se usó por última vez y cuándo termina, el proveedor y la descripción que el navegador da de sí mismo. Puede cerrar cada una en ',
        link('su cuenta', '/es/my/account'),
        ';',
      ),
      bullet('follows', 'qué hojas sigue y qué estado de cada una leyó por última vez;'),
      bullet(
        'log',
        'un registro de inicios de sesión, rechazos y cambios de derechos, en el que usted aparece con un nombre al azar; solo una fila aparte dice de quién es ese nombre.',
      ),
      paragraph(
        'own-data',
        'Todo ello, con su motivo y su plazo, está en ',
        link('una página suya', '/es/my/data'),
        '. Allí puede descargarlo y borrarlo al instante y para siempre. También desaparece la fila que une el nombre al azar con usted; las líneas del registro y lo que escribió al editar permanecen, y nadie puede saber ya de quién eran. Las copias de seguridad caducan el día que indica la página.',
      ),
      paragraph(
        'signing-in-2',
        'El proveedor sabe que usted ha iniciado sesión en este sitio. Su contraseña nunca llega aquí y no se guarda ninguna llave de su cuenta allí.',
      ),
      heading('cookies', 'Cookies'),
      paragraph(
        'cookies-1',
        'Al iniciar sesión se crea una cookie que indica a este sitio quién es usted, hasta que cierre la sesión o esta termine, y unas pocas que protegen el propio inicio de sesión y duran unos minutos; tras borrar una cuenta, una que dice durante diez minutos cuánto se borró. Quienes editan reciben una más mientras miran borradores. No hay otras.',
      ),
      heading('reports', 'Avisos de errores'),
      paragraph(
        'reports-1',
        'A quien informa de un error en una cifra no se le pregunta nada sobre sí mismo. Lo que escribe se guarda para los redactores y se publica solo si uno de ellos así lo decide. La dirección de su red se cuenta en la memoria durante una hora, para que nadie inunde el formulario, y no se anota en ninguna parte.',
      ),
      heading('editors', 'Si edita'),
      paragraph(
        'editors-1',
        'El historial de un documento conserva quién cambió qué y cuándo, y las demás personas que editan ven quién está en él. También se guardan sus ajustes del programa de edición.',
      ),
      heading('asking', 'Preguntas'),
      paragraph(
        'asking-1',
        'Quien administra este sitio responde a las preguntas sobre ello: consulte ',
        link('Contacto', '/es/contact'),
        '.',
      ),
    ],
  },
  {
    _id: 'page-contact-es',
    _type: 'page',
    title: 'Contacto',
    slug: slug('contact'),
    language: 'es',
    body: [
      paragraph(
        'who',
        'Este sitio es una demostración. No lo administra el Departamento de Estado de los Estados Unidos, y aquí no se responden preguntas sobre la labor del Departamento.',
      ),
      paragraph(
        'operator',
        'No se ha indicado ninguna dirección para esta copia del sitio. Quien la administra puede escribirla aquí: es la página «Contacto» del programa de edición.',
      ),
    ],
  },
]
