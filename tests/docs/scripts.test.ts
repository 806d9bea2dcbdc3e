import { expect, test } from 'vitest'
import { projectFiles, textOf } from './project-files.ts'

const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'))
const pages = projectFiles('*.md').map(textOf).join('\n')

test('Every npm script is explained in the README or the docs', () => {
  const unexplained = Object.keys(scripts).filter((name) => {
    const command = name === 'start' || name === 'test' ? `npm (run )?${name}` : `npm run ${name}`
    return !new RegExp(`${command}(?![\\w:-])`).test(pages)
  })
  expect(unexplained).toEqual([])
})

test('The docs name no script that is not there', () => {
  const named = [...pages.matchAll(/npm run ([a-z][\w:-]*)/g)].map(([, name = '']) => name)
  expect(named.filter((name) => !(name in scripts))).toEqual([])
})
