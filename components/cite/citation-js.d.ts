// The package brings no types. These are the parts that a test uses.
declare module '@citation-js/core' {
  export class Cite {
    constructor(entry: string)
    readonly data: readonly Readonly<Record<string, unknown>>[]
  }
}
declare module '@citation-js/plugin-bibtex'
