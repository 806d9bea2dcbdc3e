// The package brings no types. These are the parts that its test uses.
declare module 'citeproc' {
  interface Engine {
    setOutputFormat(format: 'text'): void
    updateItems(ids: readonly string[]): void
    makeBibliography(): [object, string[]]
  }
  const CSL: {
    Engine: new (system: object, style: object | undefined, locale: string, isForced: boolean) => Engine
  }
  export default CSL
}
