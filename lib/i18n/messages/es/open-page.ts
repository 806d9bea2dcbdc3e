import type { openPage as english } from '../en/open-page.ts'

export const openPage: typeof english = {
  updated: 'Esta página se ha actualizado.',
  show: 'Mostrar el cambio',
  shown: 'La página muestra ahora el cambio.',
}
