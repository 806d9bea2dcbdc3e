import type { reports as english } from '../en/reports.ts'

export const reports: typeof english = {
  link: 'Informar de un error',
  title: 'Informar de un error: {figure}',
  description: 'Diga a los redactores qué está mal en el valor {value} ({figure}, {source}). Ellos responden, y la respuesta es pública.',
  heading: 'Informar de un error en esta cifra',
  figure: 'La cifra',
  lead: 'Los redactores leen lo que usted escribe y responden. La respuesta es pública, junto a los valores de esta cifra; sus propias palabras se publican solo si un redactor así lo decide. No escriba nada sobre usted ni sobre otras personas: ni nombres ni direcciones. No hacen falta, y no se guarda nada de quién es usted.',
  problem: '¿Qué está mal?',
  problemHint: 'Por ejemplo: la fuente dice otro número, otro año u otra unidad. Hasta {max} caracteres.',
  evidence: '¿De dónde lo sabe? (opcional)',
  evidenceHint: 'Una dirección, o título y página. Hasta {max} caracteres.',
  submit: 'Enviar a los redactores',
  wrong: 'Su aviso no se ha enviado',
  errorEmpty: 'Diga qué está mal, para que los redactores sepan qué mirar, y envíelo de nuevo.',
  errorLong: 'Es demasiado largo. Acorte lo que está mal a {problemMax} caracteres y de dónde lo sabe a {evidenceMax}, y envíelo de nuevo.',
  errorOften: 'Desde su red llegaron muchos avisos en una hora. Lo que escribió sigue aquí: envíelo de nuevo más tarde.',
  errorAway:
    'En este momento no se puede escribir en las listas de los redactores. Lo que escribió sigue aquí: envíelo de nuevo dentro de unos minutos.',
  errorRefused:
    'Este sitio no puede recibir avisos por formulario. Copie lo que escribió y envíelo a los redactores: la página «Contacto» dice adónde.',
  closed:
    'En este sitio no se pueden enviar avisos por formulario. Escriba a los redactores y nombre esta cifra por su dirección. La página <contact>Contacto</contact> dice adónde.',
  back: 'Todos los valores de esta cifra',
  sentTitle: 'Aviso enviado: {figure}',
  sentDescription:
    'Su aviso de un error en el valor {value} ({figure}, {source}) se ha enviado. El resultado se leerá junto a los valores de esta cifra.',
  sentHeading: 'Gracias: su aviso se ha enviado',
  sentText: 'Los redactores lo estudiarán. El resultado se leerá en la página de la cifra, en «Avisos de errores».',
  sectionTitle: 'Avisos de errores',
  sectionText: 'De qué informaron los visitantes sobre estos valores, y qué resultó de ello.',
  accepted: 'Aceptado',
  declined: 'No aceptado',
  about: 'Sobre',
  outcome: 'Resultado',
  correctedBy: 'Corregido a',
  answer: 'Respuesta de los redactores',
  quoted: 'El aviso',
  quotedEvidence: 'De dónde procede',
}
