import { createHash } from 'node:crypto'
import { toJsonSchema } from '@valibot/to-json-schema'
import type { GenericSchema } from 'valibot'
import { expect, test } from 'vitest'
import { entryKinds, type EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import { entrySchemas } from '../../../src/domain/journal/entry-schemas.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import * as audit from '../../../src/protocol/audit.ts'
import * as baseMap from '../../../src/protocol/base-map.ts'
import * as complaints from '../../../src/protocol/complaints.ts'
import * as office from '../../../src/protocol/office.ts'
import * as standards from '../../../src/protocol/standards.ts'
import * as outside from '../../../src/protocol/outside.ts'
import * as parts from '../../../src/protocol/parts.ts'
import * as session from '../../../src/protocol/session.ts'
import * as sync from '../../../src/protocol/sync.ts'

/**
 * Phones in the field speak by these schemas for months after a server was updated.
 *
 * Changed on purpose, and only by adding (a new optional member, a new call, a new kind)? Then put the printed hash here.
 * Anything else (a member that is gone, renamed, narrower or newly required) breaks phones: add a new version beside it.
 */
const pinned = '1a3f10c23980195f36aa3fd47b5e0c512e72d1dd520bd8a78dce942ddef14cdd'

const isSchema = (value: unknown): value is GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema'

const schemas = [
  ...Object.entries({
    ...audit,
    ...baseMap,
    ...complaints,
    ...office,
    ...standards,
    ...outside,
    ...parts,
    ...session,
    ...sync,
  }).filter(([, value]) => isSchema(value)),
  ...Object.entries(entryKinds).map(([kind, { v }]) => [`${kind} ${v}`, entrySchemas[kind as EntryKind]] as const),
]

const described = Object.fromEntries(
  schemas.map(([name, schema]) => [
    name,
    toJsonSchema(schema as GenericSchema, { typeMode: 'input', errorMode: 'ignore', target: 'draft-2020-12' }),
  ]),
)

test('the wire is as it was pinned', () => {
  expect(Object.keys(described).length).toBeGreaterThan(40)
  const hash = createHash('sha256').update(canonicalJson(described)).digest('hex')
  expect(
    hash,
    `The wire has changed. Additive only; then pin ${hash} in tests/unit/protocol/wire-schemas.test.ts.`,
  ).toBe(pinned)
})
