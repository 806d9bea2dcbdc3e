import jsQR from 'jsqr'
import { renderToStaticMarkup } from 'react-dom/server'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { QrCode } from './qr-code.tsx'

test('What a reader of codes finds in the picture is the address', async () => {
  const address = 'https://chancery.example.org/verify/0123456789abcdef'
  const svg = renderToStaticMarkup(<QrCode text={address} label="Code" />).replace(
    '<svg ',
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" ',
  )
  const { data, info } = await sharp(Buffer.from(svg))
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(address)
})
