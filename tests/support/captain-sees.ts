import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { localDate } from '../../src/domain/duty/local-day.ts'
import { CaseDetailResponse, CaseListResponse, DutyBoardResponse } from '../../src/protocol/office.ts'
import { signInByApi, type ApiClient } from './api-client.ts'

/** What has arrived of one officer's morning, as the squad's captain is shown it. */
export interface CaptainSees {
  /** 劝离摊贩, summed over the day's shifts. */
  readonly vendors: number
  readonly photosByCase: readonly number[]
  /** Of the bytes that the server gives out, not of what it says about them. */
  readonly photoHashes: readonly string[]
}

/** The sample bureau has older counts and cases of the same officer. */
const isSince = (at: string, sinceMs: number): boolean => Date.parse(at) >= sinceMs

async function vendorsCounted(captain: ApiClient, sinceMs: number): Promise<number> {
  const date = localDate(sinceMs, 'Asia/Shanghai')
  const board = v.parse(DutyBoardResponse, await captain.get(`/api/office/duty?date=${date}`))
  const Tallied = v.object({ counter: v.string(), delta: v.number() })
  return board.shifts
    .flatMap(({ entries }) => entries.map(({ entry }) => entry))
    .filter(({ kind, at }) => kind === 'duty.tallied' && isSince(at, sinceMs))
    .map(({ data }) => v.parse(Tallied, data))
    .filter(({ counter }) => counter === 'vendor')
    .reduce((sum, { delta }) => sum + delta, 0)
}

async function casesReported(captain: ApiClient, sinceMs: number): Promise<readonly CaseDetailResponse[]> {
  const { rows } = v.parse(CaseListResponse, await captain.get('/api/office/cases?limit=50'))
  return Promise.all(
    rows
      .filter(({ reportedAt }) => isSince(reportedAt, sinceMs))
      .map(async ({ caseId }) => v.parse(CaseDetailResponse, await captain.get(`/api/office/cases/${caseId}`))),
  )
}

async function hashOfPart(url: string, captain: ApiClient, partId: string): Promise<string> {
  const answer = await fetch(`${url}/api/parts/${partId}?size=original`, { headers: captain.headers })
  return createHash('sha256')
    .update(Buffer.from(await answer.arrayBuffer()))
    .digest('hex')
}

export async function captainSees(url: string, sinceMs: number): Promise<CaptainSees> {
  const captain = await signInByApi(url, '2001')
  const cases = await casesReported(captain, sinceMs)
  const photos = cases.flatMap(({ parts }) => parts.filter(({ ref }) => ref.kind === 'photo'))
  const hashes = await Promise.all(photos.map(({ ref }) => hashOfPart(url, captain, ref.partId)))
  for (const [index, { ref }] of photos.entries())
    if ('sha256' in ref && ref.sha256 !== hashes[index]) throw new Error(`Part ${ref.partId} has other bytes.`)
  return {
    vendors: await vendorsCounted(captain, sinceMs),
    photosByCase: cases.map(({ row }) => row.photosStored),
    photoHashes: hashes,
  }
}
