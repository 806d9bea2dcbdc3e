import { seriesOfFigure } from '#app/(site)/[lang]/(account)/my/follows/figure-series.ts'
import { receiveRuleForm } from './rule-requests.ts'

export function POST(request: Request): Promise<Response> {
  return receiveRuleForm(request, seriesOfFigure)
}
