import type { DocumentActionsResolver, Template } from 'sanity'
import { siteSettings } from '../schema/singletons/site-settings.ts'

/** What may be done with a document that exists once: it is edited, published and restored, never made, copied or removed. */
const SINGLETON_ACTIONS = new Set(['publish', 'discardChanges', 'restore'])

/** The actions of a document's menu. */
export const actionsFor: DocumentActionsResolver = (actions, { schemaType }) =>
  schemaType === siteSettings.name ? actions.filter(({ action }) => action !== undefined && SINGLETON_ACTIONS.has(action)) : actions

/** What "Create" offers: all but the documents that exist once. */
export function templatesFor(templates: Template[]): Template[] {
  return templates.filter((template) => template.schemaType !== siteSettings.name)
}
