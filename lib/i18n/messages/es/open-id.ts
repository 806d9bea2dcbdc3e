import type { openId as english } from '../en/open-id.ts'

export const openId: typeof english = {
  title: 'O con un OpenID propio',
  label: 'Su OpenID',
  hint: 'Una dirección como <bdi>me@example.org</bdi>, un servidor como <bdi>id.example.org</bdi> o un emisor como <bdi>https://example.org/people</bdi>.',
  go: 'Buscar mi proveedor',
  boxLink: 'Iniciar sesión con un OpenID propio',
  leaveIssuer: 'Responde por usted en nombre de <bdi>{host}</bdi>.',
  leaveUnknown: 'Este sitio no tiene ningún acuerdo con ese proveedor y no puede saber si es el que usted quiere. Fíjese en cada letra.',

  problem_empty: 'Escriba primero su OpenID, por ejemplo me@example.org.',
  problem_form:
    'No es una dirección, ni un servidor, ni un emisor. Compruebe que no haya espacios, signos de interrogación ni un nombre de usuario, y escríbalo de nuevo.',
  problem_insecure:
    'Este proveedor, o una parte de él, no usa https, por lo que no se le puede confiar un inicio de sesión. Pídale su dirección https.',
  problem_private: 'Esto lleva a una red privada o a un solo equipo, adonde este sitio no va. Escriba un proveedor de la red pública.',
  problem_unreachable:
    'No se pudo contactar con el proveedor a tiempo. Compruebe la escritura o inténtelo de nuevo dentro de unos minutos.',
  problem_notOpenId: 'Allí no respondió ningún proveedor de OpenID. Pida a su proveedor la dirección de su «emisor» (issuer) y escríbala.',
  problem_mismatch:
    'Lo que encontramos allí se da a sí mismo otra dirección, así que podría ser un impostor. No se le envió allí. Pida a su proveedor la dirección exacta de su emisor.',
  problem_flow:
    'Este proveedor no ofrece el tipo de inicio de sesión que este sitio necesita (flujo de código de autorización, con id tokens firmados). Elija otra forma de iniciar sesión.',
  problem_noWay:
    'Este proveedor solo funciona con sitios que sus administradores han dado de alta. Pídales que den de alta este sitio, o pida a quienes lo gestionan que lo acuerden; mientras tanto, elija otra forma de iniciar sesión.',
  problem_registration:
    'Este proveedor no aceptó este sitio. Pregunte a sus administradores si los sitios pueden registrarse por sí mismos, o elija otra forma de iniciar sesión.',
  problem_client:
    'Este proveedor ya no conoce este sitio. Quienes lo gestionan tienen que acordarlo de nuevo con el proveedor; avíseles y elija otra forma de iniciar sesión.',
  problem_renewed: 'El proveedor había olvidado este sitio. Inicie sesión una vez más: se presentarán de nuevo.',
  problem_denied: 'Quienes gestionan este sitio no aceptan inicios de sesión de este proveedor. Elija otra forma de iniciar sesión.',
  problem_often: 'Se han buscado demasiados proveedores en poco tiempo. Espere diez minutos e inténtelo de nuevo.',
  problem_off: 'En este sitio solo se inicia sesión con los proveedores que se muestran aquí.',
}
