import type { Browser, Page } from '@playwright/test'
import type { SubjectId } from '../../../src/domain/ids.ts'
import { drawnJpeg } from '../drawn-photos.ts'
import { hireClerk, type Clerk } from './clerk.ts'
import { westGate } from './week-bureau.ts'
import { readWeekDatabase, type WeekDatabase } from './week-database.ts'
import { openWeek, type Week } from './week.ts'

/** Everybody who has a part in the week, each at a desk or with a phone. */
export interface Cast {
  readonly week: Week
  readonly database: WeekDatabase
  readonly picture: Buffer
  readonly captain: Page
  readonly command: Page
  readonly inspector: Page
  /** Phones of the two officers of the squad, the second on a line of its own, and of one of another squad. */
  readonly first: Page
  readonly second: Page
  readonly third: Page
  /** The first officer and the captain, where they only do again what a screen has shown. */
  readonly officer: Clerk
  readonly desk: Clerk
  /** The case that was reported with this note. */
  of(note: string): SubjectId
}

export async function gatherCast(browser: Browser, startsAt: string): Promise<Cast> {
  const week = await openWeek(browser, startsAt)
  const database = readWeekDatabase(week.databaseFile)
  try {
    return {
      week,
      database,
      picture: await drawnJpeg({ widthPx: 800, heightPx: 600, hue: 20 }),
      captain: await week.office('5100'),
      command: await week.office('4001'),
      inspector: await week.office('3001'),
      first: await week.phone('5101'),
      second: await week.phone('5102', { url: week.line.url, place: westGate }),
      third: await week.phone('5201'),
      officer: await hireClerk(week.url, '5101'),
      desk: await hireClerk(week.url, '5100'),
      of: (note) => database.caseWith(note) as SubjectId,
    }
  } catch (failure) {
    await week.close()
    throw failure
  }
}
