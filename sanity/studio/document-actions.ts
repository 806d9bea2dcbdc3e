import type { DocumentActionsResolver, Template } from 'sanity'
import { factSheet } from '../schema/documents/fact-sheet.ts'
import { observation } from '../schema/documents/observation.ts'
import { withdrawal } from '../schema/documents/withdrawal.ts'
import { siteSettings } from '../schema/singletons/site-settings.ts'
import { useSupersede } from './supersede.ts'
import { WithdrawAction } from './withdraw-action.tsx'

/** What may be done with a document that exists once: it is edited, published and restored, never made, copied or removed. */
const SINGLETON_ACTIONS = new Set(['publish', 'discardChanges', 'restore'])

/** What may be done with a figure: published, it is neither edited, taken back to a draft nor restored to another state. */
const OBSERVATION_ACTIONS = new Set(['publish', 'discardChanges', 'delete'])

/** The actions of a document's menu. */
export const actionsFor: DocumentActionsResolver = (actions, { schemaType }) => {
  const only = (kept: ReadonlySet<string>) => actions.filter(({ action }) => action !== undefined && kept.has(action))
  if (schemaType === siteSettings.name) return only(SINGLETON_ACTIONS)
  // A sheet does not go without a word.
  if (schemaType === factSheet.name) return actions.map((action) => (action.action === 'unpublish' ? WithdrawAction : action))
  if (schemaType !== observation.name) return actions
  const [publish, ...others] = only(OBSERVATION_ACTIONS)
  return [...(publish ? [publish] : []), useSupersede, ...others]
}

/** What "Create" offers: all but the documents that exist once, and those that only actions write. */
export function templatesFor(templates: Template[]): Template[] {
  return templates.filter(({ schemaType }) => schemaType !== siteSettings.name && schemaType !== withdrawal.name)
}
