import type { DocumentActionsResolver, Template } from 'sanity'
import { observation } from '../schema/documents/observation.ts'
import { siteSettings } from '../schema/singletons/site-settings.ts'
import { useSupersede } from './supersede.ts'

/** What may be done with a document that exists once: it is edited, published and restored, never made, copied or removed. */
const SINGLETON_ACTIONS = new Set(['publish', 'discardChanges', 'restore'])

/** What may be done with a figure: published, it is neither edited, taken back to a draft nor restored to another state. */
const OBSERVATION_ACTIONS = new Set(['publish', 'discardChanges', 'delete'])

/** The actions of a document's menu. */
export const actionsFor: DocumentActionsResolver = (actions, { schemaType }) => {
  const only = (kept: ReadonlySet<string>) => actions.filter(({ action }) => action !== undefined && kept.has(action))
  if (schemaType === siteSettings.name) return only(SINGLETON_ACTIONS)
  if (schemaType !== observation.name) return actions
  const [publish, ...others] = only(OBSERVATION_ACTIONS)
  return [...(publish ? [publish] : []), useSupersede, ...others]
}

/** What "Create" offers: all but the documents that exist once. */
export function templatesFor(templates: Template[]): Template[] {
  return templates.filter((template) => template.schemaType !== siteSettings.name)
}
