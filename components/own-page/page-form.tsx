import type { ReactNode } from 'react'

/** The page that a form changes, as it was when the form was made. */
export interface FormOfPage {
  readonly id: string
  readonly revision: number
  /** The page's own path, to come back to. */
  readonly path: string
}

interface PageFormProps {
  readonly of: FormOfPage
  readonly children: ReactNode
  readonly className?: string
}

/** A form that changes a page of one's own. It says which state of the page it was made from, so that of two devices none undoes what the other did. */
export function PageForm({ of: { id, revision, path }, children, className }: PageFormProps) {
  return (
    <form method="post" action="/api/my-page" className={className}>
      <input type="hidden" name="page" value={id} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="callbackUrl" value={path} />
      {children}
    </form>
  )
}
