import { Day } from '#components/ui/day.tsx'
import type { Briefing } from '#lib/accounts/briefing.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'

/** A briefing, for paper as for the screen: everything with the edition or the source that it comes from. */
export function BriefingText({ briefing, language }: { briefing: Briefing; language: Language }) {
  const words = translate('ownPage', language)
  const { sheets, figures, saved, madeAt } = briefing
  return (
    <>
      <p className="my-when">
        {words('briefingMade')} <Day at={new Date(madeAt)} language={language} />
      </p>
      {figures.length > 0 && (
        <section aria-labelledby="briefing-figures">
          <h2 id="briefing-figures">{words('block_figures')}</h2>
          <dl className="facts">
            {figures.map(({ subject, value, period, source, address }) => (
              <div key={address}>
                <dt>{subject}</dt>
                <dd>
                  <strong>{value}</strong> ({period})
                  <small className="my-when">
                    <bdi>{source}</bdi> · <a href={address}>{words('briefingFigure')}</a>
                  </small>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {sheets.length > 0 && (
        <section aria-labelledby="briefing-sheets">
          <h2 id="briefing-sheets">{words('briefingSheets')}</h2>
          <ul>
            {sheets.map(({ heading, language: written, address, edition, publishedAt, changes }) => (
              <li key={address}>
                <a href={address} {...languageAttributes(written, language)}>
                  {heading}
                </a>
                {translate('site', language)('comma')} {translate('editions', language)('editionNumber', { number: edition })}
                {publishedAt !== '' && (
                  <>
                    {translate('site', language)('comma')} <Day at={new Date(publishedAt)} language={language} />
                  </>
                )}
                {changes.length > 0 && (
                  <ul>
                    {changes.map((change) => (
                      <li key={change}>{change}</li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {saved.length > 0 && (
        <section aria-labelledby="briefing-saved">
          <h2 id="briefing-saved">{words('block_saved')}</h2>
          {saved.map(({ exact, language: written, citation, note }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rendered once, on the server, and never reordered
            <div key={index} className="my-note">
              <blockquote {...languageAttributes(written, language)}>{exact}</blockquote>
              {note !== '' && (
                <p className="my-words" dir="auto">
                  {note}
                </p>
              )}
              <p className="my-when" {...languageAttributes(written, language)}>
                {citation}
              </p>
            </div>
          ))}
        </section>
      )}
      {figures.length + sheets.length + saved.length === 0 && <p className="my-nothing">{words('briefingEmpty')}</p>}
    </>
  )
}
