import writeExcel from 'write-excel-file/node'

const text = (value: string) => ({ value, type: String })

/** A squad's own 排班表, posts × days, as an .xlsx: title, head of dates, one row for each post and session. */
export async function rosterWorkbook(
  dates: readonly string[],
  posts: readonly (readonly [place: string, people: string])[],
): Promise<Buffer> {
  const rows = [
    [text('示例一中队护学岗排班表')],
    [text('岗位'), ...dates.map(text)],
    ...posts.map(([place, people]) => [text(place), ...dates.map(() => text(people))]),
  ]
  return writeExcel([{ data: rows, sheet: '排班' }]).toBuffer()
}
