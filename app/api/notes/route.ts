import { processRecord } from '#lib/render-record.ts'
import { findFigure, findPassage } from '../../(site)/[lang]/(account)/my/notes/saveable.ts'
import { shownNotes } from '../../(site)/[lang]/(account)/my/notes/shown-notes.ts'
import { type NoteDesk, receiveNote } from './note-requests.ts'
import { tellNotes } from './tell-notes.ts'

const desk: NoteDesk = {
  findPassage,
  findFigure,
  renderForm(path, form) {
    const { renderForm } = processRecord()
    if (!renderForm) throw new Error('Pages are rendered by the server in front of Next, which is not running.')
    return renderForm(path, form)
  },
}

export function POST(request: Request): Promise<Response> {
  return receiveNote(request, desk)
}

export function GET(request: Request): Promise<Response> {
  return tellNotes(request, shownNotes)
}
