import type { ReactNode } from 'react'

interface ScrollingTableProps {
  readonly caption: string
  /** The heads of the columns. */
  readonly columns: readonly string[]
  /** The bodies of the table. */
  readonly children: ReactNode
}

/** A table that scrolls within the page where that is narrow. */
export function ScrollingTable({ caption, columns, children }: ScrollingTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be within reach of the keyboard
    <section className="history-table" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </section>
  )
}
