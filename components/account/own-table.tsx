import type { ReactNode } from 'react'

interface OwnTableProps {
  readonly label: string
  /** The heads of the columns. */
  readonly columns: readonly string[]
  /** The rows. */
  readonly children: ReactNode
}

/** A table of a person's own page, which scrolls within it where that is narrow. */
export function OwnTable({ label, columns, children }: OwnTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <div className="my-scroll" tabIndex={0}>
      <table className="my-table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
