import './account.css'
import type { ReactNode } from 'react'

/** Pages of one person: their own style, beside that of the site. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return children
}
