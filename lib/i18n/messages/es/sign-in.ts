/** Words of signing in and out, beside those of accounts. */
export const signIn = {
  lastUsedHere: 'El último usado aquí',
  signedOutThere: 'Ha cerrado la sesión, aquí y en <bdi>{host}</bdi>.',
  signedOutUnknown:
    'Aquí ha cerrado la sesión. El proveedor le ha devuelto con una marca que no es de ningún cierre de sesión empezado en este navegador. Si no acaba de cerrar la sesión allí, puede que siga abierta: en un ordenador que usen otras personas, cierre el navegador.',
  leaveHint: 'La página que le ha traído aquí propone que inicie sesión como <bdi>{hint}</bdi>.',
}
