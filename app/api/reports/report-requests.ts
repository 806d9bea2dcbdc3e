import { z } from 'zod'
import { reportPath } from '#components/figure/report-address.ts'
import { EVIDENCE_MAX, PROBLEM_MAX } from '#components/figure/report-limits.ts'
import { FormRefused, readOwnForm } from '#lib/auth/own-form.ts'
import { seeOther } from '#lib/auth/see-other.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { FilledForm } from '#lib/render-record.ts'

/** What a visitor says of a figure. */
export interface NewReport {
  /** The id of the observation. */
  readonly observation: string
  readonly problem: string
  readonly evidence: string
  readonly language: Language
}

/** What the form needs of the site around it. */
export interface ReportDesk {
  /** The published observation with this id; null if there is none. */
  readonly findObservation: (id: string) => Promise<Observation | null>
  /** Puts a report before the editors. `refused`: the content takes none; `away`: not at the moment. */
  readonly submit: (report: NewReport) => Promise<'sent' | 'refused' | 'away'>
  /** Whether one more may come from this address. */
  readonly mayCome: (address: string) => boolean
  /** The page at a path, with its form filled in. */
  readonly renderForm: (path: string, form: FilledForm) => Promise<string>
}

const fieldsSchema = z.object({
  observation: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
  lang: z.enum(LANGUAGES),
  // How long they may be is said in the form, which is given back.
  problem: z.string().default(''),
  evidence: z.string().default(''),
})

type Problem = 'errorEmpty' | 'errorLong' | 'errorOften' | 'errorAway' | 'errorRefused'

const STATUSES: Readonly<Record<Problem, number>> = { errorEmpty: 422, errorLong: 422, errorOften: 429, errorAway: 503, errorRefused: 503 }

/** Takes a report of an error in a figure. Whatever is wrong with it, the visitor gets the form back with what was typed. */
export async function receiveReport(request: Request, desk: ReportDesk): Promise<Response> {
  try {
    const fields = fieldsSchema.safeParse(Object.fromEntries(await readOwnForm(request)))
    if (!fields.success) throw new FormRefused(400, 'This form names no figure of this site. Begin again from the page of the figure.')
    const { observation: id, lang: language } = fields.data
    const observation = await desk.findObservation(id)
    if (!observation) throw new FormRefused(400, 'This figure is no longer here. Begin again from the page of the figure.')
    const [problem, evidence] = [fields.data.problem, fields.data.evidence].map(unified)
    const path = localPath(language, reportPath(observation))
    const wrong = await send(request, { observation: id, problem: problem ?? '', evidence: evidence ?? '', language }, desk)
    if (wrong === null) return seeOther(`${path}/sent`)
    return await formAgain(path, language, wrong, { problem: problem ?? '', evidence: evidence ?? '' }, desk)
  } catch (error) {
    if (error instanceof FormRefused) return error.answer()
    throw error
  }
}

async function send(request: Request, report: NewReport, desk: ReportDesk): Promise<Problem | null> {
  if (report.problem.trim() === '') return 'errorEmpty'
  if (report.problem.length > PROBLEM_MAX || report.evidence.length > EVIDENCE_MAX) return 'errorLong'
  // The server in front says who asks: what a visitor says of that is left out on the way.
  if (!desk.mayCome(request.headers.get('x-forwarded-for') ?? '')) return 'errorOften'
  const outcome = await desk.submit({ ...report, problem: report.problem.trim(), evidence: report.evidence.trim() })
  return outcome === 'sent' ? null : outcome === 'refused' ? 'errorRefused' : 'errorAway'
}

async function formAgain(
  path: string,
  language: Language,
  wrong: Problem,
  values: Readonly<Record<string, string>>,
  desk: ReportDesk,
): Promise<Response> {
  const problem = translate('reports', language)(wrong, { problemMax: PROBLEM_MAX, evidenceMax: EVIDENCE_MAX })
  const html = await desk.renderForm(path, { values, problem })
  return new Response(html, { status: STATUSES[wrong], headers: { 'content-type': 'text/html; charset=utf-8' } })
}

/** Browsers send two characters for the end of a line, and count one. */
function unified(text: string): string {
  return text.replaceAll('\r\n', '\n')
}
