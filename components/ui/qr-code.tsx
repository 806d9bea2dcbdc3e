import { create } from 'qrcode'

/** Light modules around the code, without which readers do not find it. */
const QUIET = 4

/**
 * `text` as a QR code, drawn as one path.
 * @see ISO/IEC 18004
 */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const side = size + 2 * QUIET
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn in the page: paper asks for nothing more
    <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shapeRendering="crispEdges" className="qr-code">
      <path d={pathOf(size, (row, column) => data[row * size + column] === 1)} />
    </svg>
  )
}

/** A path over the dark modules: one bar for each run of them in a row. */
function pathOf(size: number, isDark: (row: number, column: number) => boolean): string {
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const from = column
      while (column < size && isDark(row, column)) column++
      if (column > from) path += `M${from + QUIET} ${row + QUIET}h${column - from}v1h-${column - from}z`
    }
  }
  return path
}
