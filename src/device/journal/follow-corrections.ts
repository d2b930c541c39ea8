import { caseIdOf, type EntryId, type SubjectId } from '../../domain/ids.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { NewEntry } from './journal.ts'

const reportIdOf = (subject: SubjectId): EntryId | null =>
  subject.startsWith('case-') ? (subject.slice('case-'.length) as EntryId) : null

async function answerTo(db: XunhuDatabase, id: EntryId): Promise<EntryId> {
  const answeredBy = (await db.journal.get(id))?.params['answeredBy']
  return answeredBy === undefined ? id : (answeredBy as EntryId)
}

async function currentSubject(db: XunhuDatabase, subject: SubjectId): Promise<SubjectId> {
  const reportId = reportIdOf(subject)
  return reportId ? caseIdOf(await answerTo(db, reportId)) : subject
}

/**
 * The corrected record under its new id, about the things as they are called now.
 *
 * A case takes its id from its report or from the survey that opened it: a corrected one opens a new one, and what is corrected after it must follow there.
 */
export async function followCorrections(db: XunhuDatabase, corrected: NewEntry, id: EntryId): Promise<NewEntry> {
  const [first, ...others] = corrected.subjects
  const subjects: SubjectId[] = []
  if (first) subjects.push(corrected.kind === 'case.reported' ? caseIdOf(id) : await currentSubject(db, first))
  const opened = corrected.kind === 'sign.surveyed' && corrected.data.opens ? caseIdOf(id) : null
  for (const subject of others) subjects.push(opened ?? (await currentSubject(db, subject)))
  const after: EntryId[] = []
  for (const before of corrected.after ?? []) after.push(await answerTo(db, before))
  return { ...corrected, id, subjects, after }
}
