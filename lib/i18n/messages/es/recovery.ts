import type { recovery as english } from '../en/recovery.ts'

export const recovery: typeof english = {
  title: 'Volver por correo',
  lead: 'Si ya no funciona ninguna forma de iniciar sesión, un enlace enviado a una dirección confirmada puede permitirle entrar de nuevo. Quien lea su correo podría entonces entrar también.',
  set: 'Un enlace enviado a <bdi>{address}</bdi> le permite volver, desde el {date}.',
  noAddress: 'Todavía no tiene una dirección de correo confirmada.',
  confirmAddress: 'Confirmar una dirección',
  noMails: 'Este sitio no envía correos, así que no puede hacerle volver por ese medio.',
  role: 'Usted puede editar o administrar aquí. Nadie recibe esos derechos por correo: un administrador le permite entrar de nuevo.',
  turnOn: 'Permitir volver con <bdi>{address}</bdi>',
  turnOff: 'No permitir volver por correo',
  session: 'Un enlace por correo',
  back: 'Ha vuelto. Se han cerrado todas sus demás sesiones. Añada ahora una forma de iniciar sesión: sin ella no podrá entrar de nuevo, salvo con otro enlace.',

  lostWay: '¿Ya no funciona ninguna forma de iniciar sesión?',
  askTitle: 'Volver a su cuenta',
  askLead: '¿Ha indicado a este sitio que un correo puede hacerle volver? Entonces escriba esa dirección y se enviará un enlace.',
  askField: 'Su dirección de correo',
  askWrong: 'Esto no es una dirección de correo. Revise cómo está escrita.',
  askButton: 'Enviar el enlace',
  askSent:
    'Si alguna cuenta puede recuperarse con esta dirección, hay un enlace en camino. Vale durante 30 minutos, y se envían como máximo 3 al día.',
  askNoMails: 'Este sitio no envía correos, así que no se puede enviar ningún enlace. Pregunte a quienes lo gestionan.',
  askElse: 'Otras formas de iniciar sesión',

  returnTitle: 'Volver a su cuenta',
  returnAsk:
    'Este enlace abre la cuenta de <bdi>{name}</bdi>, que existe aquí desde el {date}. Se cierran todas sus demás sesiones. Después añadirá una forma de iniciar sesión, en los próximos 10 minutos.',
  returnAskNameless:
    'Este enlace abre una cuenta que existe aquí desde el {date}. Se cierran todas sus demás sesiones. Después añadirá una forma de iniciar sesión, en los próximos 10 minutos.',
  returnButton: 'Volver',
  returnOver: 'Este enlace ya no vale: se usó, tiene más de 30 minutos o se envió otro más reciente.',
  returnAgain: 'Pedir otro enlace',

  mailSubject: 'Vuelva a su cuenta en {host}',
  mailLead: 'Alguien, esperamos que usted, quiere volver a la cuenta de {host} que pertenece a esta dirección.',
  mailAct: 'Vuelva con este enlace, en los próximos 30 minutos',
  mailIgnore: 'Si no fue usted, no haga nada: sin el enlace nadie entra.',
}
