import type { ReactNode } from 'react'

interface PanelProps {
  readonly id: string
  readonly title: string
  readonly children: ReactNode
}

/** A block of a person's own page. */
export function Panel({ id, title, children }: PanelProps) {
  return (
    <section className="my-panel" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="my-panel-body">{children}</div>
    </section>
  )
}
