/** Words of signing in and out, beside those of accounts. */
export const signIn = {
  lastUsedHere: 'El último usado aquí',
  signedOutThere: 'Ha cerrado la sesión, aquí y en <bdi>{host}</bdi>.',
  signedOutUnknown:
    'Aquí ha cerrado la sesión. Pero ha vuelto de un proveedor con una marca que no es de un cierre de sesión empezado en este navegador: si no acaba de cerrar la sesión allí usted mismo, cierre el navegador en un ordenador que usen otras personas.',
  leaveHint: 'La página que le ha traído aquí propone que inicie sesión como <bdi>{hint}</bdi>.',
}
