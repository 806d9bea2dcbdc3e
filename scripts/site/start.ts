/** How a start speaks and is undone. */
export interface Start {
  /** Pages and scripts are compiled as they are asked for, and reload. */
  readonly dev: boolean
  readonly say: (line: string) => void
  /** Called with what closes each part, in the order in which parts were opened. */
  readonly whenStopping: (close: () => Promise<void>) => void
}
