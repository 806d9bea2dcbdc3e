/** Media types by the ending of the name, for files that are no pictures to the lake. What is not listed is only bytes. */
const types: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  epub: 'application/epub+zip',
  gz: 'application/gzip',
  ics: 'text/calendar',
  json: 'application/json',
  m4a: 'audio/mp4',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  odp: 'application/vnd.oasis.opendocument.presentation',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  odt: 'application/vnd.oasis.opendocument.text',
  ogg: 'audio/ogg',
  pdf: 'application/pdf',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  rtf: 'application/rtf',
  txt: 'text/plain',
  vtt: 'text/vtt',
  wav: 'audio/wav',
  webm: 'video/webm',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
}

/** Those that a browser may show in place: they can't run anything in our name. All others are offered for saving. */
const shown = /^(?:audio|video)\/|^image\/(?:png|jpeg|gif|webp|avif)$|^application\/pdf$|^text\/(?:plain|vtt)$/

/** The ending of `fileName` in lower case, `bin` if it has none that is fit for a name. */
export function extensionOf(fileName: string): string {
  return /\.([a-z\d]{1,10})$/.exec(fileName.toLowerCase())?.[1] ?? 'bin'
}

/** The media type by the ending of a name; what the sender says is not asked. */
export function mimeTypeOf(extension: string): string {
  return (Object.hasOwn(types, extension) ? types[extension] : undefined) ?? 'application/octet-stream'
}

export function mayBeShown(mimeType: string): boolean {
  return shown.test(mimeType)
}
