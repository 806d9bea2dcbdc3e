import type { studio as english } from '../en/studio.ts'

export const studio: typeof english = {
  title: 'El programa de edición es para editores',
  editorsOnly:
    'Aquí se escriben y se publican las hojas informativas. Para entrar, inicie sesión con una cuenta que tenga permiso de edición en este sitio.',
  signIn: 'Iniciar sesión',
  signInOff: 'El inicio de sesión está desactivado en este sitio.',
  notAnEditor: 'Ha iniciado sesión como <bdi>{name}</bdi>, que no tiene permiso de edición.',
  howToBecomeOne:
    'Quien administra el sitio puede dárselo con «npm run grant» en el servidor. Los datos necesarios están en su página, en la sección de sus datos.',
  toTheSite: 'A las hojas informativas',
  draftShown: 'Esta página muestra borradores que no están publicados.',
  leaveDraft: 'Mostrar la página publicada',
}
