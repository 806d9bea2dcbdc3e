import { accessRequests } from './people/access-requests.ts'
import { actions } from './write/actions.ts'
import { deliverFile, deliverImage } from './assets/asset-delivery.ts'
import { uploadFile, uploadImage } from './assets/assets.ts'
import type { Route } from './call.ts'
import { actionsEnabled, askersCountry, checkCors, ping, pingDataset } from './studio/check.ts'
import { doc } from './query/doc.ts'
import { exportDataset } from './query/export.ts'
import * as history from './history/history.ts'
import * as hooks from './webhooks/hooks.ts'
import { discardTelemetry, telemetryStatus } from './studio/intake.ts'
import { announcements, help, journey, subscription } from './studio/journey.ts'
import { readKeyValues, writeKeyValues } from './people/key-value.ts'
import { listen } from './events/listen.ts'
import { liveEvents } from './events/live.ts'
import { mutate } from './write/mutate.ts'
import * as datasets from './people/datasets.ts'
import * as cors from './people/cors.ts'
import * as roleList from './people/role-list.ts'
import * as tokenList from './people/token-list.ts'
import * as projects from './people/projects.ts'
import { query } from './query/query.ts'
import { referencesTo } from './write/references.ts'
import { schedules } from './write/schedules.ts'
import { authenticatedId, authProviders, currentUser, logout, usersById } from './people/users.ts'

/** Every endpoint that the lake serves, in the order of the README. What is not here is answered 404. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: 'ping', handler: ping, purpose: 'Is the lake there' },
  { method: 'GET', path: 'check/cors', handler: checkCors, purpose: 'May this origin use the lake' },
  { method: 'GET', path: 'geoip/country', handler: askersCountry, purpose: 'From which country one asks: not looked up' },
  { method: 'GET', path: 'data/ping/:dataset', handler: pingDataset, purpose: 'How long a request takes' },
  { method: 'GET', path: 'data/query/:dataset', handler: query, purpose: 'Answers a GROQ query' },
  { method: 'POST', path: 'data/query/:dataset', handler: query, purpose: 'Answers a long GROQ query' },
  { method: 'GET', path: 'data/doc/:dataset/:ids', handler: doc, purpose: 'Documents by their ids' },
  { method: 'POST', path: 'data/mutate/:dataset', handler: mutate, purpose: 'Changes documents' },
  {
    method: 'POST',
    path: 'data/actions/:dataset',
    handler: actions,
    purpose: 'Changes documents, drafts, versions and releases as the Studio does',
  },
  { method: 'GET', path: 'data/listen/:dataset', handler: listen, purpose: 'Tells of each change that a query matches' },
  { method: 'GET', path: 'data/live/events/:dataset', handler: liveEvents, purpose: 'Tells which answers a change may have altered' },
  { method: 'GET', path: 'data/history/:dataset/documents/:ids', handler: history.documentsInHistory, purpose: 'Documents as they were' },
  {
    method: 'GET',
    path: 'data/history/:dataset/transactions/:ids',
    handler: history.transactionsInHistory,
    purpose: 'Transactions that touched documents',
  },
  {
    method: 'GET',
    path: 'data/history/:dataset/events/documents/:ids',
    handler: history.documentEventsInHistory,
    purpose: 'What happened to a document',
  },
  {
    method: 'GET',
    path: 'data/history/:dataset/events/releases/:release',
    handler: history.releaseEventsInHistory,
    purpose: 'What happened to a release',
  },
  { method: 'GET', path: 'data/export/:dataset', handler: exportDataset, purpose: 'Every document, one a line' },
  { method: 'GET', path: 'data/actions/:dataset', handler: actionsEnabled, purpose: 'Are documents written by actions' },
  { method: 'GET', path: 'data/references/:dataset/documents/:id/to', handler: referencesTo, purpose: 'What refers to a document' },

  { method: 'POST', path: 'assets/images/:dataset', handler: uploadImage, body: 'file', purpose: 'Takes a picture' },
  { method: 'POST', path: 'assets/files/:dataset', handler: uploadFile, body: 'file', purpose: 'Takes a file' },
  { method: 'GET', path: 'images/:project/:dataset/:name', handler: deliverImage, purpose: 'A picture, as the parameters want it' },
  { method: 'GET', path: 'images/:project/:dataset/:name/:called', handler: deliverImage, purpose: 'The same, under a name of its own' },
  { method: 'GET', path: 'files/:project/:dataset/:name', handler: deliverFile, purpose: 'A file' },
  { method: 'GET', path: 'files/:project/:dataset/:name/:called', handler: deliverFile, purpose: 'The same, under a name of its own' },

  { method: 'GET', path: 'users/me', handler: currentUser, purpose: 'Who is signed in' },
  { method: 'GET', path: 'users/me/keyvalue/:keys', handler: readKeyValues, purpose: 'How a person likes their Studio' },
  { method: 'PUT', path: 'users/me/keyvalue', handler: writeKeyValues, purpose: 'Keeps how a person likes their Studio' },
  { method: 'GET', path: 'users/:ids', handler: usersById, purpose: 'Names and pictures of people' },
  { method: 'GET', path: 'auth/id', handler: authenticatedId, purpose: 'The id behind a session or token' },
  { method: 'GET', path: 'auth/providers', handler: authProviders, purpose: 'Where to sign in: on the site' },
  { method: 'POST', path: 'auth/logout', handler: logout, purpose: 'Signs out' },

  { method: 'GET', path: 'projects', handler: projects.projects, purpose: 'The projects there are' },
  { method: 'POST', path: 'projects', handler: projects.createProject, purpose: 'Makes a project' },
  { method: 'GET', path: 'projects/:project', handler: projects.project, purpose: 'The project and who asks' },
  { method: 'DELETE', path: 'projects/:project', handler: projects.removeProject, purpose: 'Deletes a project without datasets' },
  { method: 'GET', path: 'projects/:project/datasets', handler: datasets.datasets, purpose: 'The datasets of a project' },
  { method: 'PUT', path: 'projects/:project/datasets/:dataset', handler: datasets.createDataset, purpose: 'Makes a dataset' },
  {
    method: 'PATCH',
    path: 'projects/:project/datasets/:dataset',
    handler: datasets.editDataset,
    purpose: 'Says who reads a dataset without a role',
  },
  {
    method: 'DELETE',
    path: 'projects/:project/datasets/:dataset',
    handler: datasets.removeDataset,
    purpose: 'Deletes a dataset with all that is in it',
  },
  { method: 'GET', path: 'datasets', handler: datasets.datasets, purpose: 'As under the project that the header names' },
  { method: 'PUT', path: 'datasets/:dataset', handler: datasets.createDataset, purpose: 'The same' },
  { method: 'PATCH', path: 'datasets/:dataset', handler: datasets.editDataset, purpose: 'The same' },
  { method: 'DELETE', path: 'datasets/:dataset', handler: datasets.removeDataset, purpose: 'The same' },
  {
    method: 'POST',
    path: 'comments/:dataset/setup',
    handler: datasets.setUpComments,
    purpose: 'Makes the dataset of the comments and tasks',
  },
  {
    method: 'GET',
    path: 'projects/:project/datasets/:dataset/acl',
    handler: roleList.accessList,
    purpose: 'What the asker may do, as GROQ filters',
  },
  {
    method: 'GET',
    path: 'projects/:project/datasets/:dataset/settings/indexing',
    handler: projects.indexing,
    purpose: 'How deep search looks',
  },
  { method: 'GET', path: 'projects/:project/grants', handler: roleList.projectGrants, purpose: 'What the asker may do, by kind' },
  { method: 'GET', path: 'projects/:project/roles', handler: roleList.roles, purpose: 'The roles there are' },
  { method: 'GET', path: 'projects/:project/tokens', handler: tokenList.tokens, purpose: 'The tokens of a project' },
  { method: 'POST', path: 'projects/:project/tokens', handler: tokenList.addToken, purpose: 'Makes a token, shown once' },
  { method: 'DELETE', path: 'projects/:project/tokens/:token', handler: tokenList.removeToken, purpose: 'Takes a token back' },
  { method: 'GET', path: 'projects/:project/cors', handler: cors.origins, purpose: 'Origins that may use a project' },
  { method: 'POST', path: 'projects/:project/cors', handler: cors.addOrigin, purpose: 'Allows an origin' },
  { method: 'DELETE', path: 'projects/:project/cors/:origin', handler: cors.removeOrigin, purpose: 'Allows an origin no longer' },
  { method: 'GET', path: 'projects/:project/user-applications', handler: projects.userApplications, purpose: 'Deployed Studios: none' },
  {
    method: 'GET',
    path: 'projects/:project/new-content-release-allowed',
    handler: projects.releaseLimits,
    purpose: 'How many releases are active',
  },
  { method: 'GET', path: 'features', handler: projects.featureNames, purpose: 'What the lake can do' },
  { method: 'GET', path: 'access/requests/me', handler: accessRequests, purpose: 'Roles asked for: none' },
  { method: 'GET', path: 'schedules/:project/:dataset', handler: schedules, purpose: 'Schedules of the older kind: none' },

  { method: 'GET', path: 'hooks/projects/:project', handler: hooks.listHooks, purpose: 'Webhooks' },
  { method: 'POST', path: 'hooks/projects/:project', handler: hooks.createHook, purpose: 'Makes a webhook' },
  {
    method: 'GET',
    path: 'hooks/projects/:project/attempts/:attempt',
    handler: hooks.hookAttempt,
    purpose: 'One time that a message was sent',
  },
  { method: 'GET', path: 'hooks/projects/:project/:hook', handler: hooks.readHook, purpose: 'One webhook' },
  { method: 'PATCH', path: 'hooks/projects/:project/:hook', handler: hooks.updateHook, purpose: 'Changes a webhook' },
  { method: 'DELETE', path: 'hooks/projects/:project/:hook', handler: hooks.deleteHook, purpose: 'Forgets a webhook' },
  { method: 'GET', path: 'hooks/projects/:project/:hook/messages', handler: hooks.hookMessages, purpose: 'What a webhook was told last' },
  { method: 'GET', path: 'hooks/projects/:project/:hook/attempts', handler: hooks.hookAttempts, purpose: 'How that went' },
  { method: 'GET', path: 'hooks/:hook/messages', handler: hooks.hookMessages, purpose: 'What a webhook was told last' },

  { method: 'GET', path: 'help', handler: help, purpose: 'Links of the help menu: none' },
  { method: 'GET', path: 'journey/announcements', handler: announcements, purpose: 'Announcements: none' },
  { method: 'GET', path: 'journey/*rest', handler: journey, purpose: 'Offers: none' },
  { method: 'GET', path: 'subscriptions/project/:project', handler: subscription, purpose: 'Plans: none' },
  { method: 'GET', path: 'intake/telemetry-status', handler: telemetryStatus, purpose: 'Telemetry: denied' },
  { method: 'POST', path: 'intake/batch', handler: discardTelemetry, body: 'ignored', purpose: 'Telemetry: forgotten' },
]
