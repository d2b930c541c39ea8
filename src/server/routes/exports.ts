import type { FastifyInstance, FastifyReply } from 'fastify'
import { addDays, localDate, localTimeToMs } from '../../domain/duty/local-day.ts'
import { complainantSight } from '../../domain/people/complainant-sight.ts'
import { moment } from '../../domain/signage/sign-words.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { caseLedgerTable, caseLedgerTitle } from '../exports/case-ledger-file.ts'
import { complaintLedgerTable, complaintLedgerTitle } from '../exports/complaint-ledger-file.ts'
import { csvLedger } from '../exports/csv-ledger.ts'
import { dutyLedgerTable, dutyLedgerTitle } from '../exports/duty-ledger-file.ts'
import { excelLedger } from '../exports/excel-ledger.ts'
import { metered, type LedgerMeter } from '../exports/ledger-meter.ts'
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
import { ledgerCompression } from './compression.ts'
import {
  CaseLedgerQuery,
  ComplaintLedgerQuery,
  PeriodLedgerQuery,
  SignLedgerQuery,
  toCaseFilter,
} from './office-queries.ts'
import { bodyOf, dispositionOf, type LedgerFile } from './ledger-file.ts'
import { parseInput } from './request-input.ts'

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

  /** A table of so many lines; how many, nobody knows of 护学岗台账 before it is written: it tells by days. */
  const contentOf =
    (table: LedgerTable, format: 'xlsx' | 'csv', total: number | null): LedgerFile['content'] =>
    (meter) => {
      const counted = total === null ? table : { ...table, lines: metered(table.lines, total, meter) }
      return format === 'csv' ? csvLedger(counted) : excelLedger(counted, pictures, meter, clock.now())
    }

  /** Nothing leaves before it is written down who takes it. */
  async function send(reply: FastifyReply, caller: Caller, file: LedgerFile): Promise<FastifyReply> {
    const { nowMs, timeZone } = today()
    const { plainName, format, items, details } = file
    const act = { act: 'ledger.exported', target: plainName, details: { format, items, ...details } } as const
    await store.write((tx) => writeAudit(tx, actorOf(caller), nowMs, [act]))
    const { type, body } = bodyOf(file)
    return reply
      .header('content-disposition', dispositionOf(`${file.title} ${localDate(nowMs, timeZone)}`, file))
      .type(type)
      .send(body)
  }

  app.get('/api/office/sign-ledger', { compress: ledgerCompression }, async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, progress, ...filter } = parseInput(SignLedgerQuery, request.query)
    const signIds = await listSignIds(store, scopesFor(caller, 'exportLedger'), filter, today())
    if (format === 'xlsx') refuseTooManyLines(signIds.length)
    const { words, author } = await wordsFor(caller)
    const content =
      format === 'geojson'
        ? (meter: LedgerMeter) => geoJsonLedger(store, signIds, words, meter)
        : contentOf(signLedgerTable(store, signIds, author, words), format, signIds.length)
    return send(reply, caller, {
      title: signLedgerTitle,
      plainName: 'signs',
      format,
      items: signIds.length,
      isFramed: progress === 'yes',
      content,
    })
  })

  app.get('/api/office/case-ledger', { compress: ledgerCompression }, async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, progress, ...query } = parseInput(CaseLedgerQuery, request.query)
    const time = today()
    const caseIds = await listCaseIds(store, caller, toCaseFilter(query, time.nowMs), time)
    if (format === 'xlsx') refuseTooManyLines(caseIds.length)
    const { words, author } = await wordsFor(caller)
    return send(reply, caller, {
      title: caseLedgerTitle,
      plainName: 'cases',
      format,
      items: caseIds.length,
      isFramed: progress === 'yes',
      content: contentOf(caseLedgerTable(store, caseIds, author, words), format, caseIds.length),
    })
  })

  app.get('/api/office/complaint-ledger', { compress: ledgerCompression }, async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, from, to, people, progress } = parseInput(ComplaintLedgerQuery, request.query)
    if (people === 'clear') await callerOf(request, 'seeComplainant')
    daysOfLedger(from, to)
    const startOf = (date: string): number => localTimeToMs(date, '00:00', config.timeZone)
    const scopes = scopesFor(caller, 'exportLedger')
    const listed = await listComplaintIds(store, scopes, startOf(from), startOf(addDays(to, 1)))
    if (format === 'xlsx') refuseTooManyLines(listed.length)
    const { words, author } = await wordsFor(caller)
    const lines = readComplaintLines(store, listed, (scope) =>
      people === 'clear' ? complainantSight(caller.memberships, { scope, isOwnCase: false }) : 'masked',
    )
    return send(reply, caller, {
      title: complaintLedgerTitle,
      plainName: 'complaints',
      format,
      items: listed.length,
      details: { people },
      isFramed: progress === 'yes',
      content: contentOf(
        complaintLedgerTable(lines, { author, period: `${from} 至 ${to}` }, words),
        format,
        listed.length,
      ),
    })
  })

  app.get('/api/office/duty-ledger', { compress: ledgerCompression }, async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, from, to, progress } = parseInput(PeriodLedgerQuery, request.query)
    const days = daysOfLedger(from, to)
    const { words, author } = await wordsFor(caller)
    const scopes = scopesFor(caller, 'exportLedger')
    const content: LedgerFile['content'] = (meter) => {
      const tellDays = (done: number): void => meter.tell({ of: 'days', done, total: days })
      const shifts = readStoodShifts(store, scopes, { from, to, ...today() }, tellDays)
      const table = dutyLedgerTable(shifts, { author, period: `${from} 至 ${to}` }, words)
      return contentOf(table, format, null)(meter)
    }
    return send(reply, caller, {
      title: dutyLedgerTitle,
      plainName: 'duty',
      format,
      items: days,
      isFramed: progress === 'yes',
      content,
    })
  })
}
