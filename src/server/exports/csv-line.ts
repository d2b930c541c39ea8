/** Excel opens a CSV as GBK unless it begins with this. */
export const csvByteOrderMark = '\uFEFF'

/** What a spreadsheet would run as a formula when it opens the file. */
const startsFormula = /^[=+\-@\t\r]/

/** Numbers are ours; a text is somebody's, and an apostrophe keeps it one. */
function cell(value: string | number): string {
  const text = typeof value === 'string' && startsFormula.test(value.trimStart()) ? `'${value}` : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** One line by RFC 4180. */
export const csvLine = (values: readonly (string | number)[]): string => `${values.map(cell).join(',')}\r\n`
