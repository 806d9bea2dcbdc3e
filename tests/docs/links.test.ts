import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { projectFiles, ROOT, textOf } from './project-files.ts'

/** GitHub's anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
}

function anchorsOf(path: string): string[] {
  return [...textOf(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))
}

test.each(projectFiles('*.md'))('Every link of %s leads somewhere', (page) => {
  const text = textOf(page).replaceAll(/```.*?```/gs, '')
  const targets = [...text.matchAll(/\]\((?:<([^>]+)>|([^)\s]+))\)/g)]
    .map(([, marked, plain]) => marked ?? plain ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))
  const broken = targets.filter((target) => {
    const [file = '', anchor] = target.split('#')
    const path = file === '' ? page : normalize(join(dirname(page), file))
    return !existsSync(join(ROOT, path)) || (anchor !== undefined && !anchorsOf(path).includes(anchor))
  })
  expect(broken).toEqual([])
})
