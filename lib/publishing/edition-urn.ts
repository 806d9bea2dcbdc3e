/** A name of the edition with this hash that holds wherever the site lives: its first bits, as a UUID.
 *  @param hash SHA-256, hexadecimal
 *  @see RFC 9562, section 5.8 (UUIDs of version 8 are made as their maker sees fit) */
export function editionUrn(hash: string): string {
  const variant = ((parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-${variant}${hash.slice(17, 20)}-${hash.slice(20, 32)}`
}
