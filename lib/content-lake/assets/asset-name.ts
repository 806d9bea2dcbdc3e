/** What the lake calls an uploaded picture or file. Its document, its file and its addresses all say the same:
 *  `image-<sha1>-<w>x<h>-<ext>`, `<sha1>-<w>x<h>.<ext>`, `images/<project>/<dataset>/<sha1>-<w>x<h>.<ext>`. */
export interface AssetName {
  readonly kind: 'image' | 'file'
  /** Without the extension: the hash, and the size of a picture. */
  readonly stem: string
  readonly extension: string
}

const forms = {
  image: /^([\da-f]{40}-\d{1,6}x\d{1,6})[.-]([a-z\d]{1,10})$/,
  file: /^([\da-f]{40})[.-]([a-z\d]{1,10})$/,
} as const

/** The name of the file `fileName`, as it stands in an address; null if it is none. */
export function assetNamed(kind: AssetName['kind'], fileName: string): AssetName | null {
  const [, stem, extension] = forms[kind].exec(fileName) ?? []
  return stem !== undefined && extension !== undefined && fileName.includes('.') ? { kind, stem, extension } : null
}

/** The name of the asset whose document is `id`; null if that is no asset's. */
export function assetOfDocument(id: string): AssetName | null {
  const kind = id.startsWith('image-') ? 'image' : id.startsWith('file-') ? 'file' : null
  if (!kind) return null
  const [, stem, extension] = forms[kind].exec(id.slice(kind.length + 1)) ?? []
  return stem !== undefined && extension !== undefined && !id.includes('.') ? { kind, stem, extension } : null
}

/** What its document is called. */
export function documentIdOf({ kind, stem, extension }: AssetName): string {
  return `${kind}-${stem}-${extension}`
}

/** What its file is called. */
export function fileNameOf({ stem, extension }: AssetName): string {
  return `${stem}.${extension}`
}

/** Where it is to be had, in a dataset of a project, behind the origin and the mount of the lake. */
export function pathOf(name: AssetName, { project, name: dataset }: { readonly project: string; readonly name: string }): string {
  return `${name.kind}s/${project}/${dataset}/${fileNameOf(name)}`
}
