/** One thing that is wrong with a file, and where. */
export interface ImportProblem {
  /** Counted from 1. */
  readonly line: number
  /** The place within the record, such as `versions[1].sections[0].heading`; empty for the whole line. */
  readonly path: string
  /** What is wrong and what to do. */
  readonly message: string
}

/** A file that can't be imported, or no longer can. Nothing is written after it. */
export class ImportRefused extends Error {
  override readonly name = 'ImportRefused'
  readonly problems: readonly ImportProblem[]

  constructor(message: string, problems: readonly ImportProblem[] = []) {
    super([message, ...problems.map(problemLine)].join('\n'))
    this.problems = problems
  }
}

function problemLine({ line, path, message }: ImportProblem): string {
  return `  line ${line}${path === '' ? '' : `, ${path}`}: ${message}`
}
