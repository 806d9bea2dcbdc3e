'use client'

import { useEffect, useRef } from 'react'
import type { FormOfPage } from './page-form.tsx'

/** Lets blocks be dragged into each other's places, in addition to the buttons that move them. What is dropped is sent like every other form. */
export function DragBlocks({ of: { id, revision, path } }: { of: FormOfPage }) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    const leaving = new AbortController()
    const { signal } = leaving
    const blocks = [...document.querySelectorAll<HTMLElement>('[data-block]')]
    let dragged: HTMLElement | null = null
    for (const block of blocks) {
      block.draggable = true
      block.addEventListener('dragstart', () => (dragged = block), { signal })
      block.addEventListener('dragend', () => (dragged = null), { signal })
      block.addEventListener('dragover', (event) => dragged && event.preventDefault(), { signal })
      block.addEventListener(
        'drop',
        (event) => {
          event.preventDefault()
          if (!dragged || dragged === block || !form.current) return
          const fields = new Map([...form.current.elements].map((field) => [field.getAttribute('name'), field]))
          fields.get('block')?.setAttribute('value', dragged.dataset['block'] ?? '')
          fields.get('to')?.setAttribute('value', block.dataset['index'] ?? '')
          form.current.submit()
        },
        { signal },
      )
    }
    return () => {
      leaving.abort()
      for (const block of blocks) block.draggable = false
    }
  }, [])
  return (
    <form ref={form} hidden method="post" action="/api/my-page">
      <input type="hidden" name="page" value={id} />
      <input type="hidden" name="revision" value={revision} />
      <input type="hidden" name="callbackUrl" value={path} />
      <input type="hidden" name="action" value="move" />
      <input type="hidden" name="block" />
      <input type="hidden" name="to" />
    </form>
  )
}
