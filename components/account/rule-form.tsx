import type { ReactNode } from 'react'
import type { Pace, Threshold } from '#lib/accounts/follow-rule.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const PACES = ['now', 'daily', 'weekly', 'never'] as const satisfies readonly Pace[]
const THRESHOLDS = ['above', 'below', 'change'] as const satisfies readonly Threshold['kind'][]

/** What the form about a follow holds, as it was kept or typed. */
export interface RuleFields {
  readonly weight: string
  readonly pace: string
  readonly threshold: string
  readonly amount: string
  readonly series: string
}

interface RuleFormProps {
  readonly id: string
  readonly fields: RuleFields
  /** The rows of values that a threshold may be about; null for what is no figure. */
  readonly series: readonly { readonly value: string; readonly name: string }[] | null
  /** The field that is wrong, which the note above describes. */
  readonly fault: 'amount' | 'series' | null
  /** Whether mails go to this person. */
  readonly getsMail: boolean
  readonly language: Language
}

/** How somebody wants to be told of something that they follow. */
export function RuleForm({ id, fields, series, fault, getsMail, language }: RuleFormProps) {
  const words = translate('following', language)
  const mail = (chunks: ReactNode) => <a href={localPath(language, '/my/mail')}>{chunks}</a>
  return (
    <form method="post" action="/api/follows" className="my-form">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="action" value="change" />
      <input type="hidden" name="callbackUrl" value={localPath(language, '/my/follows')} />
      {series ? (
        <>
          <input type="hidden" name="weight" value="3" />
          <Choices
            name="threshold"
            legend={words('ruleThreshold')}
            chosen={fields.threshold}
            choices={[
              { value: '', name: words('threshold_any') },
              ...THRESHOLDS.map((value) => ({ value, name: words(`threshold_${value}`) })),
            ]}
          />
          <p>
            <label htmlFor="amount">{words('ruleAmount')}</label>
            <input
              id="amount"
              name="amount"
              type="text"
              inputMode="decimal"
              dir="ltr"
              autoComplete="off"
              maxLength={40}
              defaultValue={fields.amount}
              aria-invalid={fault === 'amount' || undefined}
              aria-describedby={fault === 'amount' ? 'told' : undefined}
            />
          </p>
          <p>
            <label htmlFor="series">{words('ruleSeries')}</label>
            <select
              id="series"
              name="series"
              defaultValue={fields.series}
              aria-invalid={fault === 'series' || undefined}
              aria-describedby={fault === 'series' ? 'told series-help' : 'series-help'}
            >
              {series.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
            <small id="series-help">{words('ruleSeriesHelp')}</small>
          </p>
        </>
      ) : (
        <Choices
          name="weight"
          legend={words('ruleWeight')}
          chosen={fields.weight}
          choices={(['1', '2', '3'] as const).map((value) => ({ value, name: words(`weight_${value}`) }))}
        />
      )}
      <Choices
        name="pace"
        legend={words('rulePace')}
        chosen={fields.pace}
        choices={PACES.map((value) => ({ value, name: words(`pace_${value}`) }))}
      />
      {!getsMail && <p className="my-when">{words.rich('paceNoMail', { mail })}</p>}
      <p>
        <button type="submit" className="button button-primary">
          {words('save')}
        </button>
      </p>
    </form>
  )
}

interface ChoicesProps {
  readonly name: string
  readonly legend: string
  readonly chosen: string
  readonly choices: readonly { readonly value: string; readonly name: string }[]
}

function Choices({ name, legend, chosen, choices }: ChoicesProps) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="my-choice">
          <input type="radio" name={name} value={choice.value} defaultChecked={choice.value === chosen} />
          <span>{choice.name}</span>
        </label>
      ))}
    </fieldset>
  )
}
