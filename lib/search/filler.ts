import { wordsIn } from './words.ts'

/** Words of a question that name nothing, beside those that PostgreSQL leaves out anyway: it has no such list for Arabic. */
const FILLER: Readonly<Record<string, ReadonlySet<string>>> = {
  en: folded(`how many much what which when where is are was were there did does number total amount figure figures value values estimate estimates
    estimated latest newest current year per hectare hectares ha ton tons tonne tonnes metric percent percentage country data statistic statistics`),
  es: folded(`cuánto cuánta cuántos cuántas cuál cuáles qué cuándo dónde hay hubo había es son fue fueron número total cantidad cifra cifras valor valores
    estimación estimado estimada última último actual año hectárea hectáreas ha tonelada toneladas métricas por ciento porcentaje país datos estadística estadísticas`),
  ar: folded(`كم ما ماذا متى أين هل هو هي كان كانت في من على إلى عن عام سنة عدد مجموع مقدار رقم أرقام قيمة قيم تقدير تقديرات آخر أحدث هكتار هكتارات
    هكتارا طن أطنان بالمئة المئة نسبة بيانات إحصاءات و`),
}

function folded(text: string): ReadonlySet<string> {
  return new Set(wordsIn(text).map(({ word }) => word))
}

/** Whether `word`, folded, says nothing of what is asked for. */
export function isFiller(word: string, language: string): boolean {
  return FILLER[language]?.has(word) ?? false
}

/** `words`, folded, without those that say nothing; all of them where none says anything. */
export function meaningful(words: readonly string[], language: string): readonly string[] {
  const telling = words.filter((word) => !isFiller(word, language))
  return telling.length > 0 ? telling : words
}
