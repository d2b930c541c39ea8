import { test } from '@playwright/test'
import { gatherCast } from '../../support/week/cast.ts'
import { expectInLedger } from '../../support/week/desk.ts'
import {
  expectCheckedByOthers,
  expectComplaints,
  expectExportedCases,
  expectExportedDuty,
  expectInboxes,
  expectLedger,
} from '../../support/week/expect-counts.ts'
import { importRoster, workMore, workOneCase } from '../../support/week/week-begins.ts'
import { closeTheWeek, fridayEvening, relapse } from '../../support/week/week-ends.ts'
import { shareOut, workOffline } from '../../support/week/week-goes-on.ts'

// What is not on a screen by then will not come: the test ends with the line that waits for it.
test.use({ actionTimeout: 60_000 })

test('a week of the office, from the squad’s own roster to what is struck off, and every number on its screens is that of the records', async ({
  browser,
}) => {
  // Six people on one machine that may serve another test beside them.
  test.slow()
  const cast = await gatherCast(browser, '2026-11-06T15:00:00+08:00')
  const { week, database, captain, command, inspector } = cast
  try {
    await test.step('Friday: the roster', () => importRoster(cast))
    await test.step('Monday: one case', () => workOneCase(cast))
    await test.step('Monday: the office', () => workMore(cast))
    await test.step('Tuesday: a phone without network', () => workOffline(cast))
    await test.step('Wednesday: shared out', () => shareOut(cast))
    await test.step('Thursday: a relapse', () => relapse(cast))
    await test.step('Friday: the end', () => closeTheWeek(cast))

    await expectInboxes([captain, command, inspector], database, fridayEvening)
    await expectLedger(captain, database)
    await expectComplaints(captain, database)
    await expectExportedCases(captain, database)
    await expectExportedDuty(captain, database)
    expectCheckedByOthers(database)
    // The other squad sees what it was sent and nobody has moved on since, and that only.
    await expectInLedger(await week.office('5200'), '全部', 1)
  } finally {
    await week.close()
  }
})
