import type { FastifyInstance } from 'fastify'
import type { Readable } from 'node:stream'
import type { PersonId, SubjectId } from '../../domain/ids.ts'
import { localDate } from '../../domain/duty/local-day.ts'
import type { AppDeps } from '../app-deps.ts'
import { csvLedger, excelLedger, geoJsonLedger, signLedgerTitle } from '../exports/sign-ledger-file.ts'
import { scopesFor } from '../services/member-scopes.ts'
import type { Caller } from '../services/sessions.ts'
import { listSignIds } from '../services/sign-ledger.ts'
import { peopleNames, squadNames } from '../services/names.ts'
import type { CallerOf } from './caller-of.ts'
import { SignLedgerQuery, type ledgerFormats } from './office-queries.ts'
import { parseInput } from './request-input.ts'

type LedgerFormat = (typeof ledgerFormats)[number]

const mimes: Readonly<Record<LedgerFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  geojson: 'application/geo+json; charset=utf-8',
}

/** RFC 6266: the name in the field's words for today's browsers, and a plain one for the rest. */
const dispositionOf = (name: string, extension: string): string =>
  `attachment; filename="signs.${extension}"; filename*=UTF-8''${encodeURIComponent(name)}.${extension}`

async function ledgerFile(
  deps: AppDeps,
  { format, caller }: { readonly format: LedgerFormat; readonly caller: Caller },
  signIds: readonly SubjectId[],
): Promise<Readable | Buffer> {
  const names = await peopleNames(deps.store)
  const words = { timeZone: deps.config.timeZone, nameOf: (id: PersonId) => names.get(id) ?? id }
  if (format === 'csv') return csvLedger(deps.store, signIds, words)
  if (format === 'geojson') return geoJsonLedger(deps.store, signIds, words)
  const unit = (await squadNames(deps.store, scopesFor(caller, 'exportLedger'))).join('、')
  return excelLedger(deps, signIds, { unit, author: caller.person.name, nowMs: deps.clock.now() }, words)
}

/** What leaves as a file. Who took what is logged, for the log is the only record of it. */
export function registerExportRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/office/sign-ledger', async (request, reply) => {
    const caller = await callerOf(request, 'exportLedger')
    const { format, ...filter } = parseInput(SignLedgerQuery, request.query)
    const today = { nowMs: deps.clock.now(), timeZone: deps.config.timeZone }
    const signIds = await listSignIds(deps.store, scopesFor(caller, 'exportLedger'), filter, today)
    const file = await ledgerFile(deps, { format, caller }, signIds)
    // Of a level of its own: the record of who took what stays also where LOG_LEVEL lets only errors through.
    const audit = request.log.child({}, { level: 'warn' })
    audit.warn({ exporter: caller.personId, format, signs: signIds.length }, 'the ledger of signs is exported')
    return reply
      .header(
        'content-disposition',
        dispositionOf(`${signLedgerTitle} ${localDate(today.nowMs, today.timeZone)}`, format),
      )
      .type(mimes[format])
      .send(file)
  })
}
