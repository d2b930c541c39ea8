/** Chinese breaks anywhere: as many characters to a line as fit. */
export function wrapLine(line: string, fits: (text: string) => boolean): readonly string[] {
  const wrapped: string[] = []
  let current = ''
  for (const character of line) {
    if (current !== '' && !fits(current + character)) {
      wrapped.push(current)
      current = ''
    }
    current += character
  }
  return current === '' ? wrapped : [...wrapped, current]
}
