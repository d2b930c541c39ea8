import { writeSync } from 'node:fs'
import { openSqliteStore } from '../../src/server/store/sqlite/sqlite-store.ts'

/**
 * A process that writes numbered rows, three to a push and some pushes at once, until it is killed.
 *
 * A number is printed when its write was answered, and never before; synchronously, so that the kill takes no printed line back.
 */
const store = await openSqliteStore(process.argv[2] ?? '')

async function writePush(push: number): Promise<void> {
  await store.write(async (tx) => {
    for (const part of [0, 1, 2]) {
      await tx
        .insertInto('meta')
        .values({ name: `${push}/${part}`, value: 'x'.repeat(500) })
        .execute()
    }
  })
  writeSync(1, `${push}\n`)
}

for (let round = 0; ; round += 1)
  await Promise.all(Array.from({ length: 8 }, (_, index) => writePush(round * 8 + index)))
