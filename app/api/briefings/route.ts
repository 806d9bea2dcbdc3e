import { briefingOf } from '../../(site)/[lang]/(account)/my/briefing-of.ts'
import { type MakeBriefing, receiveBriefingForm } from './briefing-requests.ts'

const makeBriefing: MakeBriefing = async (reader, wanted) => {
  const { page: _page, ...briefing } = await briefingOf(reader, wanted)
  return briefing
}

export function POST(request: Request): Promise<Response> {
  return receiveBriefingForm(request, makeBriefing)
}
