import type { SanityClient, SanityDocument } from '@sanity/client'
import { fillField, publishInStudio } from '#tests/e2e/studio-form.ts'
import { expect, OPEN_MS_MAX, test } from '#tests/e2e/studio-test.ts'

test.describe.configure({ timeout: 360_000 })

const SEEDED = 'observation-pe-coca-cultivation-2014-pe-inl-2015'

async function documentOf(content: SanityClient, id: string): Promise<SanityDocument> {
  const document = await content.getDocument(id)
  if (!document) throw new Error(`There is no ${id}.`)
  return document
}

/** A figure of a year that no other test knows, and a sheet that says it. */
async function publishFigure(content: SanityClient): Promise<{ readonly figure: string; readonly sheet: string; readonly path: string }> {
  const name = `proposed-${process.pid}-${Date.now()}`
  const [figure, sheet] = [`observation-${name}`, `sheet-${name}`]
  const { _rev, _createdAt, _updatedAt, asPrinted: _printed, note: _note, ...said } = await documentOf(content, SEEDED)
  const period = { _type: 'period', type: 'year', start: '1871', end: '1871' }
  await content.create({ ...said, _id: figure, _type: 'observation', value: 111, period })
  const { institution } = await documentOf(content, 'fact-sheet-peru')
  const span = (key: string, text: string) => ({ _type: 'span', _key: key, text, marks: [] })
  const observation = { _type: 'reference', _ref: figure }
  const children = [
    span('a', 'There were '),
    { _type: 'figure', _key: 'f', observation, form: 'unit', hedged: false },
    span('b', ' of it.'),
  ]
  const block = { _type: 'block', _key: 'block', style: 'normal', markDefs: [], children }
  await content.create({
    _id: sheet,
    _type: 'factSheet',
    title: name,
    language: 'en',
    slug: { _type: 'slug', current: name },
    institution,
    summary: 'A sheet of a test, which says one figure and nothing else at all.',
    sections: [{ _type: 'section', _key: 'section', body: [block] }],
  })
  return { figure, sheet, path: `/fact-sheets/${name}` }
}

test('A corrected figure changes no page until an editor takes it over; then its edition says the new value, and the old edition the old one', async ({
  editor,
  visitor,
  content,
}) => {
  const { figure, sheet, path } = await publishFigure(content)
  const page = await editor()
  await page.goto(`/studio/intent/edit/id=${figure};type=observation`)
  // The menu goes away when the form is made anew: then once more, if the new form has not come.
  const reason = page.getByTestId('field-supersession.reason').getByRole('textbox')
  const inPlace = page.getByRole('tab', { name: 'In place of another' })
  await expect(async () => {
    if (page.url().includes(figure)) {
      const item = page.getByRole('menuitem', { name: 'Supersede' })
      if (!(await item.isVisible())) await page.getByRole('button', { name: 'Open document actions' }).click({ timeout: 10_000 })
      await item.click({ timeout: 5000 })
    }
    await expect(page).not.toHaveURL(new RegExp(figure), { timeout: 10_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await fillField(page.getByTestId('field-value').getByRole('spinbutton'), '222')
  await expect(async () => {
    await inPlace.click({ timeout: 5000 })
    await page.getByRole('radio', { name: 'Correction of a mistake' }).check({ timeout: 5000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  await fillField(reason, 'Two digits were wrong.')
  await publishInStudio(page)

  const reader = await visitor()
  await reader.goto(path)
  await expect(reader.getByRole('main')).toContainText('There were 111 hectares of it.')

  await page.goto(`/studio/intent/edit/id=${sheet};type=factSheet`)
  const proposals = page.getByTestId('sheet-proposals')
  await expect(proposals).toContainText('There were 222 hectares of it.', { timeout: OPEN_MS_MAX })
  await expect(proposals).toContainText('correction: Two digits were wrong.')
  await proposals.getByRole('button', { name: 'Take the new figure' }).click()
  await expect(proposals).toContainText('New figures were taken')
  await publishInStudio(page)
  await expect(proposals).toHaveCount(0)

  await reader.goto(path)
  await expect(reader.getByRole('main')).toContainText('There were 222 hectares of it.')
  await reader.goto(`${path}/editions/1`)
  await expect(reader.getByRole('main')).toContainText('There were 111 hectares of it.')
  await reader.goto(`${path}/editions/2`)
  await expect(reader.getByRole('main')).toContainText('There were 222 hectares of it.')
  await reader.goto(`${path}/compare/1/2`)
  await expect(reader.getByRole('main')).toContainText('222 hectares')
  await expect(reader.getByRole('main')).toContainText('Two digits were wrong.')
  await reader.goto(`${path}/editions`)
  await expect(reader.getByRole('main')).toContainText('222 hectares in place of 111 hectares (correction: Two digits were wrong).')

  // And wherever else the figure is given.
  const everywhere = {
    [`${path}/feed.atom`]: '222 hectares',
    '/indicators/coca-cultivation/peru': '222 hectares',
    '/es/indicators/coca-cultivation/peru': '222 hectáreas',
    '/indicators/coca-cultivation/peru/csv': 'Two digits were wrong.',
    '/search?q=peru+coca+1871': '222 hectares',
    '/es/search?q=coca+peru+1871': '222 hectáreas',
    [`/embed/figures/${figure}`]: '222 hectares',
    [`${path}.md`]: '222 hectares',
    '/api/v1/observations.csv?place=peru&indicator=coca-cultivation&period=1871': '222',
  }
  for (const [address, said] of Object.entries(everywhere)) {
    const answer = await reader.request.get(address)
    expect(answer.status(), address).toBe(200)
    expect(await answer.text(), address).toContain(said)
  }
})
