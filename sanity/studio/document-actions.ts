import type { DocumentActionComponent, DocumentActionsResolver, Template } from 'sanity'
import { factSheet } from '../schema/documents/fact-sheet.ts'
import { observation } from '../schema/documents/observation.ts'
import { figureReport } from '../schema/documents/figure-report.ts'
import { proposalAnswer } from '../schema/documents/proposal-answer.ts'
import { withdrawal } from '../schema/documents/withdrawal.ts'
import { siteSettings } from '../schema/singletons/site-settings.ts'
import { answerReport } from './answer-report.tsx'
import { publishWithNote } from './publish-with-note.tsx'
import { useSupersede } from './supersede.ts'
import { WithdrawAction } from './withdraw-action.tsx'

/** What may be done with a document that exists once: it is edited, published and restored, never made, copied or removed. */
const SINGLETON_ACTIONS = new Set(['publish', 'discardChanges', 'restore'])

/** What may be done with a figure: published, it is neither edited, taken back to a draft nor restored to another state. */
const OBSERVATION_ACTIONS = new Set(['publish', 'discardChanges', 'delete'])

/** What may be done with a report of an error: answered, or thrown away if it is none. */
const REPORT_ACTIONS = new Set(['publish', 'delete'])

/** Documents that editors do not make by themselves: those that exist once, and those that come of actions and forms. */
const NOT_MADE = new Set<string>([siteSettings.name, withdrawal.name, proposalAnswer.name, figureReport.name])

/** "Publish" of each sheet and each report, made once: another component each time would forget its state. */
const ownPublish = new Map<DocumentActionComponent, { readonly sheet: DocumentActionComponent; readonly report: DocumentActionComponent }>()

function ownPublishOf(publish: DocumentActionComponent) {
  const own = ownPublish.get(publish) ?? { sheet: publishWithNote(publish), report: answerReport(publish) }
  ownPublish.set(publish, own)
  return own
}

/** The actions of a document's menu. */
export const actionsFor: DocumentActionsResolver = (actions, { schemaType }) => {
  const only = (kept: ReadonlySet<string>) => actions.filter(({ action }) => action !== undefined && kept.has(action))
  if (schemaType === siteSettings.name) return only(SINGLETON_ACTIONS)
  // A sheet does not go without a word.
  if (schemaType === factSheet.name) return actions.map(actionOfSheet)
  if (schemaType === proposalAnswer.name) return []
  if (schemaType === figureReport.name)
    return only(REPORT_ACTIONS).map((action) => (action.action === 'publish' ? ownPublishOf(action).report : action))
  if (schemaType !== observation.name) return actions
  const [publish, ...others] = only(OBSERVATION_ACTIONS)
  return [...(publish ? [publish] : []), useSupersede, ...others]
}

function actionOfSheet(action: DocumentActionComponent): DocumentActionComponent {
  if (action.action === 'unpublish') return WithdrawAction
  return action.action === 'publish' ? ownPublishOf(action).sheet : action
}

/** What "Create" offers. */
export function templatesFor(templates: Template[]): Template[] {
  return templates.filter(({ schemaType }) => !NOT_MADE.has(schemaType))
}
