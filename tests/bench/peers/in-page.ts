import { madeFinding, madeFindings, madePhoto } from './finding.ts'
import type { CreatePeer, Peer, PeerOptions } from './peer.ts'

/** What workloads do inside the page, where nothing but the library stands between the clock and the disk. */

const photoBytes = 200_000
let current: Peer | null = null

const peer = (): Peer => {
  if (!current) throw new Error('No peer was opened.')
  return current
}

export async function open(options: PeerOptions): Promise<void> {
  const bundle = globalThis as unknown as { readonly peer: { readonly createPeer: CreatePeer } }
  current = await bundle.peer.createPeer(options)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

export const openEmpty = (): Promise<void> => peer().openEmpty()
export const catchUp = (): Promise<void> => peer().catchUp()

/** Each save's time, one after another. */
export async function timeSaves(count: number, photosEach: number): Promise<number[]> {
  const took: number[] = []
  for (let index = 0; index < count; index += 1) {
    const finding = madeFinding(index, Date.now())
    const photos = Array.from({ length: photosEach }, () => madePhoto(photoBytes))
    took.push(await timed(() => peer().save(finding, photos)))
  }
  return took
}

export function timeLoad(count: number): Promise<number> {
  const findings = madeFindings(count, Date.now())
  return timed(() => peer().load(findings))
}

export async function timeQueries(count: number): Promise<number[]> {
  const took: number[] = []
  for (let index = 0; index < count; index += 1)
    took.push(await timed(() => peer().newest(Date.now() - index * 60_000)))
  return took
}

export const timePush = (): Promise<number> => timed(() => peer().push())

/** Sends again after a failure, as a person or a timer would. */
export const timePushOverBadLine = (): Promise<number> =>
  timed(async () => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await peer().push()
      } catch (failure) {
        if (tries === 5) throw failure
      }
    }
  })

export async function timePull(): Promise<{ readonly tookMs: number; readonly rows: number }> {
  let rows = 0
  const tookMs = await timed(async () => (rows = await peer().pull()))
  return { tookMs, rows }
}
