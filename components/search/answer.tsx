import { figurePath } from '#components/figure/figure-address.ts'
import { SheetUses } from '#components/figure/sheet-uses.tsx'
import { SourceText } from '#components/figure/source-text.tsx'
import { valueText } from '#components/figure/value-text.ts'
import type { FigureAnswer } from '#lib/figures/answer.ts'
import { formatPeriod } from '#lib/figures/format-period.ts'
import { nameIn } from '#lib/figures/observation.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { SheetUse } from '#sanity/read/sheets-using.ts'

interface AnswerProps {
  readonly answer: FigureAnswer
  /** The sheets that say the value. */
  readonly sheets: readonly SheetUse[]
  readonly language: Language
}

/** The figure that was asked for, with all that makes it one: time, source, what others say, and where it is said. */
export function Answer({ answer: { observation, others }, sheets, language }: AnswerProps) {
  const words = translate('search', language)
  const { indicator, place, period, series, breakdown } = observation
  const names = { indicator: nameIn(indicator, language), place: nameIn(place, language), period: formatPeriod(period, language) }
  return (
    <section aria-labelledby="answer" className="answer">
      <h2 id="answer">{words('answerFor', names)}</h2>
      <p className="answer-value">{valueText(observation, language)}</p>
      <dl className="facts">
        <div>
          <dt>{translate('indicators', language)('series')}</dt>
          <dd>{[nameIn(series, language), breakdown].filter(Boolean).join(': ')}</dd>
        </div>
        <div>
          <dt>{words('sourceLabel')}</dt>
          <dd>
            <SourceText citation={observation} language={language} />
          </dd>
        </div>
        {others.length > 0 && (
          <div>
            <dt>{words('otherValues')}</dt>
            <dd>
              <ul>
                {others.map((other) => (
                  <li key={other.id}>
                    {words('otherValue', {
                      value: valueText(other, language),
                      period: formatPeriod(other.period, language),
                      series: [nameIn(other.series, language), other.breakdown].filter(Boolean).join(': '),
                    })}
                  </li>
                ))}
              </ul>
            </dd>
          </div>
        )}
        {sheets.length > 0 && (
          <div>
            <dt>{words('inSheets')}</dt>
            <dd>
              <SheetUses sheets={sheets} language={language} />
            </dd>
          </div>
        )}
      </dl>
      <p>
        <a href={localPath(language, figurePath(observation))}>{words('values')}</a>
      </p>
    </section>
  )
}
