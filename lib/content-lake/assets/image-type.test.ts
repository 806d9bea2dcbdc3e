import { expect, test } from 'vitest'
import { sniffImage, whyNot } from './image-type.ts'

const sniff = (text: string): string | undefined => sniffImage(Buffer.from(text))?.extension

test.each([
  '<svg>',
  '<svg/>',
  '<SVG xmlns="http://www.w3.org/2000/svg">',
  '<s:svg xmlns:s="http://www.w3.org/2000/svg">',
  '\uFEFF<?xml version="1.0"?>\n<svg >',
  '<!-- one --> <!-- two --><svg>',
  '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<!-- x --><svg>',
  '<!DOCTYPE svg [ <!ENTITY a "b>"> ]><svg>',
])('%s is an SVG', (text) => {
  expect(sniff(text)).toBe('svg')
})

test.each([
  '',
  'svg',
  '<html><svg></svg>',
  '<!doctype html><svg>',
  '<svgx>',
  '<!-- <svg> -->',
  '<!-- never closed <svg>',
  'GIF',
  '<?php ?><svg>',
])('%s is none', (text) => {
  expect(sniff(text)).toBeUndefined()
})

test('A file of nothing but comments and spaces is turned down at once', () => {
  const started = performance.now()
  for (const part of ['<!---->', '<!-- -->', ' ', '<!DOCTYPE svg>', '<!DOCTYPE svg[', '<?xml ?>', '<!--']) {
    expect(sniff(part.repeat(5_000))).toBeUndefined()
  }
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('An AVIF may name itself after its family first', () => {
  const head = (...brands: string[]): string =>
    `\0\0\0${String.fromCharCode(8 + 4 * (brands.length + 1))}ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`
  expect(sniff(head('avif', 'mif1'))).toBe('avif')
  expect(sniff(head('mif1', 'mif1', 'avif'))).toBe('avif')
  expect(sniff(head('heic', 'mif1', 'heic'))).toBeUndefined()
  expect(whyNot(Buffer.from(head('heic', 'mif1')))).toMatch(/HEIC/)
  expect(whyNot(Buffer.from('text'))).not.toMatch(/HEIC/)
  expect(sniff('\0\0\0\u0003ftypavif')).toBeUndefined()
})
