import { join } from 'node:path'

const PACKAGES = join(process.cwd(), 'node_modules', '@expo-google-fonts')

/** The typefaces of pictures: those that the project brings, so that a picture looks the same on every machine. */
export const TYPEFACES = {
  loadSystemFonts: false,
  fontFiles: [
    join(PACKAGES, 'noto-serif/400Regular/NotoSerif_400Regular.ttf'),
    join(PACKAGES, 'noto-serif/600SemiBold/NotoSerif_600SemiBold.ttf'),
    join(PACKAGES, 'noto-naskh-arabic/400Regular/NotoNaskhArabic_400Regular.ttf'),
    join(PACKAGES, 'noto-naskh-arabic/600SemiBold/NotoNaskhArabic_600SemiBold.ttf'),
  ],
  defaultFontFamily: 'Noto Serif',
}

/** The scripts that they have. */
const DRAWN = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Common}\p{Script=Inherited}]*$/u

/** Whether `text` can be drawn: in other scripts it would be a row of boxes. */
export function isDrawable(text: string): boolean {
  return DRAWN.test(text)
}
