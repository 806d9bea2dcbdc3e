const FOREIGN_HOST = 'design-system-static.sanity.io'

/**
 * Takes the Studio's rules for Inter, which name files of Sanity's, out of its style sheets, so that ours serve. Two rules
 * for one typeface would both be asked for.
 */
export function keepOwnTypeface(): void {
  for (const sheet of document.styleSheets) {
    for (let index = sheet.cssRules.length - 1; index >= 0; index -= 1) {
      const rule = sheet.cssRules.item(index)
      if (rule instanceof CSSFontFaceRule && rule.cssText.includes(FOREIGN_HOST)) sheet.deleteRule(index)
    }
  }
}
