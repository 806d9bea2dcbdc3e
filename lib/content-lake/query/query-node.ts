/** The nodes of a parsed query. `groq-js` 2.0 publishes only some of their declarations, so they stand here.
 *  @see `groq-js` `src/shared/nodeTypes.ts` */
export type QueryNode =
  | { readonly type: 'Everything' | 'This' }
  | { readonly type: 'Parent'; readonly n: number }
  | { readonly type: 'Value'; readonly value: unknown }
  | { readonly type: 'Parameter'; readonly name: string }
  | { readonly type: 'Filter' | 'Projection' | 'Map' | 'FlatMap'; readonly base: QueryNode; readonly expr: QueryNode }
  | { readonly type: 'Group' | 'Deref' | 'ArrayCoerce' | 'Not' | 'Neg' | 'Pos' | 'Asc' | 'Desc'; readonly base: QueryNode }
  | { readonly type: 'Slice'; readonly base: QueryNode; readonly left: number; readonly right: number; readonly isInclusive: boolean }
  | {
      readonly type: 'InRange'
      readonly base: QueryNode
      readonly left: QueryNode
      readonly right: QueryNode
      readonly isInclusive: boolean
    }
  | { readonly type: 'And' | 'Or'; readonly left: QueryNode; readonly right: QueryNode }
  | { readonly type: 'OpCall'; readonly op: string; readonly left: QueryNode; readonly right: QueryNode }
  | { readonly type: 'FuncCall'; readonly namespace: string; readonly name: string; readonly args: readonly QueryNode[] }
  | { readonly type: 'PipeFuncCall'; readonly name: string; readonly base: QueryNode; readonly args: readonly QueryNode[] }
  | { readonly type: 'AccessAttribute'; readonly base?: QueryNode; readonly name: string }
  | { readonly type: 'AccessElement'; readonly base: QueryNode; readonly index: number }
  | { readonly type: 'Array'; readonly elements: readonly { readonly isSplat: boolean; readonly value: QueryNode }[] }
  | { readonly type: 'Object'; readonly attributes: readonly QueryAttribute[] }
  | {
      readonly type: 'Select'
      readonly alternatives: readonly { readonly condition: QueryNode; readonly value: QueryNode }[]
      readonly fallback?: QueryNode
    }
  | QuerySelector

/** Nodes that only the selectors in `diff::changedAny()` and `diff::changedOnly()` have. */
export type QuerySelector =
  | { readonly type: 'Tuple'; readonly members: readonly QueryNode[] }
  | { readonly type: 'SelectorFuncCall'; readonly name: 'anywhere'; readonly arg: QueryNode }
  | { readonly type: 'SelectorNested'; readonly base: QueryNode; readonly nested: QueryNode }

export type QueryAttribute =
  | { readonly type: 'ObjectAttributeValue'; readonly name: string; readonly value: QueryNode }
  | { readonly type: 'ObjectSplat'; readonly value: QueryNode }
  | { readonly type: 'ObjectConditionalSplat'; readonly condition: QueryNode; readonly value: QueryNode }

/** A call of a function. */
export type QueryCall = QueryNode & { readonly type: 'FuncCall' }
