import type { published as publishedEn } from '../en/published.ts'

/** Words about what was ever published of a figure. */
export const published: typeof publishedEn = {
  title: 'Lo que se ha publicado aquí',
  lead: 'Todos los valores que ha mostrado alguna ficha de este sitio y en qué ediciones. Cada edición conserva los valores con los que se publicó.',
  none: 'Ninguna ficha de este sitio ha mostrado nunca uno de estos valores.',
  caption: '{indicator}, {place}: valores que han mostrado las fichas',
  value: 'Como se publicó',
  period: 'Período',
  sheet: 'Ficha',
  from: 'Desde',
  until: 'Hasta',
  after: 'Qué ocupó su lugar',
  edition: 'edición {number}',
  editions: 'ediciones {first} a {last}',
  today: 'Sigue vigente',
  replacedBy: 'Después: {figure}.',
  replacedWhy: 'Después: {figure} ({kind}: {reason}).',
  dropped: 'La ficha ya no lo incluye.',
  withdrawn: 'La ficha se retiró.',
  newest: 'Estos son los {count, number} más recientes. Los anteriores están en las ediciones de las fichas.',
  chartKey: 'Un anillo señala un valor que una ficha de este sitio da hoy.',
  partHeading: 'Título',
  issued: 'Texto publicado originalmente: {date}',
  issuedNote: 'Texto publicado originalmente: <note></note>',
  olderTitle: '{title}: ediciones anteriores a la edición {number}',
  olderDescription:
    'Las ediciones de la ficha «{title}» publicadas antes de su edición {number}, con sus fechas y lo que cambió en cada una.',
}
