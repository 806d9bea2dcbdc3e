import type { since as english } from '../en/since.ts'

export const since: typeof english = {
  link: 'Qué ha cambiado desde mi última lectura',
  figures: '{count, plural, one {una cifra} other {# cifras}}',
  paragraphs: '{count, plural, one {un párrafo} other {# párrafos}}',
  changed: '{what}: cambios desde el {date}.',
  otherwise: 'Se publicó de nuevo después del {date}, sin que cambiara ninguna cifra ni ningún párrafo.',
  show: 'Mostrar en el texto',
  hide: 'Ocultar los cambios',
  markRead: 'Marcar como leída',
  marked: 'Marcada como leída.',
  compare: 'Comparar las ediciones',

  title: '{title}: qué ha cambiado desde su última lectura',
  readOn: 'La leyó por última vez el {date}, en la edición {number}.',
  nothing: 'Nada ha cambiado en esta hoja informativa desde que la leyó por última vez, el {date}.',
  unknown: 'Su cuenta no guarda en qué estado leyó por última vez esta hoja informativa.',
  unknownWhy: 'Lo guarda para las hojas informativas que sigue y, si usted lo desea, para todas las demás.',
  historyGone: 'Lo que decía cuando la leyó por última vez ya no se conserva, así que no se pueden mostrar los cambios.',
  notPublished: 'Esta hoja informativa ya no está publicada.',
  beginNow: 'Para guardarlo desde ahora, siga esta hoja: use el botón de su página.',
  toSheet: 'Ir a la hoja informativa',
  keepTitle: 'Qué se guarda de su lectura',
  keepFollowed:
    'Su cuenta guarda qué edición leyó por última vez de las hojas informativas que sigue, para poder decirle qué ha cambiado. De todas las demás, eso se queda en su navegador.',
  keepAll:
    'Su cuenta guarda qué edición leyó por última vez de cada hoja informativa, para poder decirle qué ha cambiado en cualquier dispositivo. Sin JavaScript solo se guarda de las que marque como leídas.',
  turnOn: 'Guardarlo para todas las hojas informativas que leo',
  turnOff: 'Guardarlo solo para las que sigo y borrar lo demás',
}
