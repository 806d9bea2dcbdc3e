import type { SeedDocument } from '../seed-document.ts'
import { named } from './named.ts'

/** The series of the figures, which are never to be drawn as one line: their methods differ. */
export const series: readonly SeedDocument[] = [
  {
    _id: 'series-us',
    _type: 'series',
    code: 'us',
    name: 'U.S. estimates',
    names: named('Estimaciones de los Estados Unidos', 'تقديرات الولايات المتحدة'),
    description:
      'Figures of the United States Government. Its method differs from that of the United Nations, so the two are never one line.',
  },
  {
    _id: 'series-un',
    _type: 'series',
    code: 'un',
    name: 'UN estimates',
    names: named('Estimaciones de las Naciones Unidas', 'تقديرات الأمم المتحدة'),
    description:
      'Figures of the United Nations Office on Drugs and Crime. Its method differs from that of the United States, so the two are never one line.',
  },
  {
    _id: 'series-pe-devida',
    _type: 'series',
    code: 'pe-devida',
    name: 'Devida, Peru',
    names: named('Devida, Perú', 'ديفيدا، بيرو'),
    description: "Peru's own national figures, which are neither those of the United States nor those of the United Nations.",
  },
  {
    _id: 'series-pe-interior',
    _type: 'series',
    code: 'pe-interior',
    name: "Peru's own reports",
    names: named('Informes propios del Perú', 'تقارير بيرو نفسها'),
    description: 'Eradication and seizures as Peruvian authorities reported them, seen at second hand.',
  },
]
