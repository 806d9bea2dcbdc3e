import type { ReactNode } from 'react'

interface ScrollingTableProps {
  readonly caption: string
  /** Whether a heading above it says the same: the caption is then not shown, and names the table for those who do not see it. */
  readonly isTitled?: boolean
  /** The heads of the columns. */
  readonly columns: readonly string[]
  /** The bodies of the table. */
  readonly children: ReactNode
}

/** A table that scrolls within the page where that is narrow: a group with a name, and no landmark beside that of its section. */
export function ScrollingTable({ caption, isTitled = false, columns, children }: ScrollingTableProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- what scrolls must be within reach of the keyboard, and has a name there
    <div className="scrolling-table" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption className={isTitled ? 'said' : undefined}>{caption}</caption>
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
    </div>
  )
}
