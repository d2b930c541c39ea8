import { describe, expect, test } from 'vitest'
import type { DeviceId, ScopeId } from '../../../src/domain/ids.ts'
import { createLiveNews } from '../../../src/server/live-news.ts'
import { openLiveStream } from '../../../src/server/services/live-stream.ts'

const squad = (name: string): ScopeId => name as ScopeId

/** A stream whose heartbeat beats when the test says so. */
function open(options: { loadScopes?: () => Promise<ReadonlySet<ScopeId>> } = {}) {
  const live = createLiveNews()
  const written: string[] = []
  let isEnded = false
  let beat = (): void => undefined
  let isRepeating = true
  const scopes = new Set([squad('squad-1')])
  const close = openLiveStream({
    live,
    device: 'device-1' as DeviceId,
    scopes,
    sink: { write: (text) => written.push(text), end: () => (isEnded = true) },
    loadScopes: options.loadScopes ?? (() => Promise.resolve(scopes)),
    repeat: (_everyMs, callback) => {
      beat = callback
      return () => (isRepeating = false)
    },
  })
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return {
    live,
    written,
    close,
    isEnded: () => isEnded,
    isRepeating: () => isRepeating,
    beat: async () => {
      beat()
      await settled()
    },
  }
}

describe('a live stream', () => {
  test('passes on only the changed scopes of its member', () => {
    const { live, written } = open()
    live.publish([squad('squad-2'), squad('squad-1')])
    live.publish([squad('squad-2')])
    expect(written).toEqual([': open\n\n', 'event: news\ndata: {"scopes":["squad-1"]}\n\n'])
  })

  test('[SYNC-27] tells what its own device has brought under a name of its own', () => {
    const { live, written } = open()
    live.publish([squad('squad-1')], 'device-1' as DeviceId)
    live.publish([squad('squad-1')], 'device-2' as DeviceId)
    expect(written.slice(1).map((text) => text.split('\n')[0])).toEqual(['event: own-news', 'event: news'])
  })

  test('says with each heartbeat that it is still there', async () => {
    const { written, beat } = open()
    await beat()
    expect(written.at(-1)).toBe(': still here\n\n')
  })

  test('follows a change of squad with the next heartbeat', async () => {
    const { live, written, beat } = open({ loadScopes: () => Promise.resolve(new Set([squad('squad-2')])) })
    await beat()
    live.publish([squad('squad-1')])
    live.publish([squad('squad-2')])
    expect(written.slice(2)).toEqual(['event: news\ndata: {"scopes":["squad-2"]}\n\n'])
  })

  test('ends when the session has ended', async () => {
    const stream = open({ loadScopes: () => Promise.reject(new Error('signed out')) })
    await stream.beat()
    expect([stream.isEnded(), stream.isRepeating()]).toEqual([true, false])
  })

  test('writes nothing after its end', async () => {
    const { live, written, close, beat } = open()
    close()
    close()
    live.publish([squad('squad-1')])
    await beat()
    expect(written).toEqual([': open\n\n'])
  })
})
