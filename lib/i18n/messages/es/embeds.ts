import type { embeds as english } from '../en/embeds.ts'

export const embeds: typeof english = {
  figureTitle: '{subject}: un valor, con su fuente',
  chartTitle: '{subject}: gráfico',
  period: 'Período',
  series: 'Serie',
  source: 'Fuente',
  sources: 'Fuentes, según los números junto a los valores',
  changed_correction: 'Corregido el {date}: ahora {after}, antes {before}.',
  changed_newData: 'Datos nuevos desde el {date}: ahora {after}, antes {before}.',
  changed_scheduledRevision: 'Revisado el {date}: ahora {after}, antes {before}.',
  changed_redefinition: 'Redefinido el {date}: ahora {after}, antes {before}.',
  changed_unstated: 'Reemplazado el {date}: ahora {after}, antes {before}.',
  reason: 'Motivo: <bdi>{reason}</bdi>',
  allValues: 'Todos los valores y sus fuentes: <bdi>{site}</bdi>',
  withdrawnTitle: 'Esta cifra fue retirada',
  withdrawnText: 'Se publicó en <site></site> y ya no está publicada. Le rogamos que no la cite.',
  unknownTitle: 'Aquí no hay ninguna cifra',
  unknownText:
    'La dirección de este recuadro no corresponde a ninguna cifra de <site></site>. Copie de nuevo el HTML de la página de la cifra.',
  section: 'Insertar en otra página',
  sectionText:
    'Copie este HTML en su página. Muestra lo que hay aquí, con su fuente y sin scripts ni cookies, e indica si un valor se corrige.',
  chartCode: 'El gráfico',
  valueCode: 'El valor más reciente',
  otherValues: 'El HTML de cualquier otro valor está en «{link}», junto a él.',
  citedCode: 'El HTML para insertarlo',
}
