import type { EntryEnvelope } from '../../domain/journal/entry.ts'

/** Where a record keeps what its author wrote. */
const wordFields = ['reason', 'instruction', 'measures', 'plan', 'reply', 'note'] as const

/** What the author of a record wrote in it; '' where nothing. */
export function wordsOfEntry({ data }: Pick<EntryEnvelope, 'data'>): string {
  const words = wordFields.map((field) => data[field]).find((each) => typeof each === 'string' && each !== '')
  return typeof words === 'string' ? words : ''
}
