import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Readable } from 'node:stream'
import { addDays, localDate, localTimeToMs } from '../../domain/duty/local-day.ts'
import { moment } from '../../domain/signage/sign-words.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { caseLedgerTable, caseLedgerTitle } from '../exports/case-ledger-file.ts'
import { complaintLedgerTable, complaintLedgerTitle } from '../exports/complaint-ledger-file.ts'
import { csvLedger } from '../exports/csv-ledger.ts'
import { dutyLedgerTable, dutyLedgerTitle } from '../exports/duty-ledger-file.ts'
import { excelLedger } from '../exports/excel-ledger.ts'
import { daysOfLedger, refuseTooManyLines } from '../exports/ledger-length.ts'
import type { LedgerAuthor, LedgerTable } from '../exports/ledger-table.ts'
import { geoJsonLedger, signLedgerTable, signLedgerTitle } from '../exports/sign-ledger-file.ts'
import { listCaseIds } from '../services/case-ledger.ts'
import { listComplaintIds, readComplaintLines } from '../services/complaint-ledger.ts'
import { readStoodShifts } from '../services/duty-ledger.ts'
import { loadLedgerWords, type LedgerWords } from '../services/ledger-words.ts'
import { scopesFor } from '../services/member-scopes.ts'
import { squadNames } from '../services/named-documents.ts'
import type { Caller } from '../services/sessions.ts'
import { listSignIds } from '../services/sign-ledger.ts'
import type { CallerOf } from './caller-of.ts'
import { CaseLedgerQuery, PeriodLedgerQuery, SignLedgerQuery, toCaseFilter } from './office-queries.ts'
import { parseInput } from './request-input.ts'

const mimes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
} as const
type LedgerFormat = keyof typeof mimes

/** A download as it goes out. */
interface LedgerFile {
  readonly title: string
  /** For browsers that know no Chinese in names. */
  readonly plainName: string
  readonly format: LedgerFormat
  readonly items: number
  readonly content: Readable
}

/** RFC 6266: the name in the field's words for today's browsers, and a plain one for the rest. */
const dispositionOf = (name: string, { plainName, format }: LedgerFile): string =>
  `attachment; filename="${plainName}.${format}"; filename*=UTF-8''${encodeURIComponent(name)}.${format}`

/** What leaves as a file, and who took it. */
export function registerExportRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  const { store, clock, config, pictures } = deps
  const today = (): { readonly nowMs: number; readonly timeZone: string } => ({
    nowMs: clock.now(),
    timeZone: config.timeZone,
  })

  async function wordsFor(caller: Caller): Promise<{ readonly words: LedgerWords; readonly author: LedgerAuthor }> {
    const { nowMs, timeZone } = today()
    const words = await loadLedgerWords(store, { nowMs, timeZone })
    const unit = (await squadNames(store, scopesFor(caller, 'exportLedger'))).join('、')
    return { words, author: { unit, author: caller.person.name, writtenAt: moment(nowMs, timeZone) } }
  }

  const contentOf = (table: LedgerTable, format: 'xlsx' | 'csv'): Readable =>
    format === 'csv' ? csvLedger(table) : excelLedger(table, pictures, clock.now())

  /** Nothing leaves before it is written down who takes it. */
  async function send(reply: FastifyReply, caller: Caller, file: LedgerFile): Promise<FastifyReply> {
    const { nowMs, timeZone } = today()
    const { plainName, format, items } = file
    const act = { act: 'ledger.exported', target: plainName, details: { format, items } } as const
    await store.write((tx) => writeAudit(tx, actorOf(caller), nowMs, [act]))
    return reply
      .header('content-disposition', dispositionOf(`${file.title} ${localDate(nowMs, timeZone)}`, file))
      .type(mimes[format])
      .send(file.content)
  }

  app.get('/api/office/sign-ledger', async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, ...filter } = parseInput(SignLedgerQuery, request.query)
    const signIds = await listSignIds(store, scopesFor(caller, 'exportLedger'), filter, today())
    if (format === 'xlsx') refuseTooManyLines(signIds.length)
    const { words, author } = await wordsFor(caller)
    const content =
      format === 'geojson'
        ? geoJsonLedger(store, signIds, words)
        : contentOf(signLedgerTable(store, signIds, author, words), format)
    return send(reply, caller, {
      title: signLedgerTitle,
      plainName: 'signs',
      format,
      items: signIds.length,
      content,
    })
  })

  app.get('/api/office/case-ledger', async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, ...query } = parseInput(CaseLedgerQuery, request.query)
    const filter = toCaseFilter(query, deps.clock.now())
    const caseIds = await listCaseIds(store, caller, filter)
    if (format === 'xlsx') refuseTooManyLines(caseIds.length)
    const { words, author } = await wordsFor(caller)
    return send(reply, caller, {
      title: caseLedgerTitle,
      plainName: 'cases',
      format,
      items: caseIds.length,
      content: contentOf(caseLedgerTable(store, caseIds, author, words), format),
    })
  })

  app.get('/api/office/complaint-ledger', async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, from, to } = parseInput(PeriodLedgerQuery, request.query)
    daysOfLedger(from, to)
    const startOf = (date: string): number => localTimeToMs(date, '00:00', config.timeZone)
    const scopes = scopesFor(caller, 'exportLedger')
    const listed = await listComplaintIds(store, scopes, startOf(from), startOf(addDays(to, 1)))
    if (format === 'xlsx') refuseTooManyLines(listed.length)
    const { words, author } = await wordsFor(caller)
    const lines = readComplaintLines(store, listed)
    return send(reply, caller, {
      title: complaintLedgerTitle,
      plainName: 'complaints',
      format,
      items: listed.length,
      content: contentOf(complaintLedgerTable(lines, { author, period: `${from} 至 ${to}` }, words), format),
    })
  })

  app.get('/api/office/duty-ledger', async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, from, to } = parseInput(PeriodLedgerQuery, request.query)
    const days = daysOfLedger(from, to)
    const { words, author } = await wordsFor(caller)
    const shifts = readStoodShifts(store, scopesFor(caller, 'exportLedger'), { from, to, ...today() })
    const table = dutyLedgerTable(shifts, { author, period: `${from} 至 ${to}` }, words)
    return send(reply, caller, {
      title: dutyLedgerTitle,
      plainName: 'duty',
      format,
      items: days,
      content: contentOf(table, format),
    })
  })
}
