import type { toMarkdown } from 'mdast-util-to-markdown'

// The parts of a tree of Markdown, by the names of mdast.

type Node = Parameters<typeof toMarkdown>[0]
type Of<Kind extends Node['type']> = Extract<Node, { type: Kind }>

export type Root = Of<'root'>
export type RootContent = Root['children'][number]
export type BlockContent = Of<'blockquote'>['children'][number]
export type PhrasingContent = Of<'paragraph'>['children'][number]
export type List = Of<'list'>
export type ListItem = Of<'listItem'>
export type FootnoteDefinition = Of<'footnoteDefinition'>
export type FootnoteReference = Of<'footnoteReference'>
