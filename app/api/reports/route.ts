import { HostLimit } from '#lib/auth/host-limit.ts'
import { processRecord } from '#lib/render-record.ts'
import { client } from '#sanity/client.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readObservation } from '#sanity/read/observations.ts'
import { receiveReport, type ReportDesk } from './report-requests.ts'
import { writeReport } from './write-report.ts'

const limit = new HostLimit({ hostMax: 20, allMax: 500, withinMs: 3_600_000 })

const desk: ReportDesk = {
  findObservation: (id) => readObservation({ id, view: PUBLISHED }),
  async submit(report) {
    const { reportToken } = processRecord()
    return reportToken === undefined ? 'refused' : await writeReport(client.withConfig({ token: reportToken }), report)
  },
  mayCome: (address) => limit.take(address),
  renderForm(path, form) {
    const { renderForm } = processRecord()
    if (!renderForm) throw new Error('Pages are rendered by the server in front of Next, which is not running.')
    return renderForm(path, form)
  },
}

export function POST(request: Request): Promise<Response> {
  return receiveReport(request, desk)
}
