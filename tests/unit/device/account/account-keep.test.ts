import { beforeEach, describe, expect, test } from 'vitest'
import { createAccountKeep, type AccountKeep } from '../../../../src/device/account/account-keep.ts'
import { createAccountMemory, type AccountMemory } from '../../../../src/device/account/account-memory.ts'
import type { DeviceId, PersonId } from '../../../../src/domain/ids.ts'
import type { SessionResponse } from '../../../../src/protocol/session.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import type { StorageEngine } from '../../../support/phone-storage.ts'

const rememberedAs = (number: string) => ({
  session: { personId: `p-${number}` as PersonId, number, name: '示例' } as SessionResponse,
  device: `device-of-${number}` as DeviceId,
})

/** The browser's localStorage, which a kill sets back to what had been written by then. */
function createSlowStorage() {
  let values = new Map<string, string>()
  let written = new Map<string, string>()
  return {
    getItem: (key: string) => values.get(key) ?? null,
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
    writeOut: () => (written = new Map(values)),
    kill: () => (values = new Map(written)),
  }
}

describe('who works here, on a phone that is killed', () => {
  let engine: StorageEngine
  let storage: ReturnType<typeof createSlowStorage>
  let memory: AccountMemory

  const keepOf = (parts: Partial<Parameters<typeof createAccountKeep>[0]> = {}): AccountKeep =>
    createAccountKeep({ memory: storage, ...engine, ...parts })

  const brokenEngine = {
    open: () => {
      throw new DOMException('no room', 'UnknownError')
    },
  } as unknown as IDBFactory

  async function signIn(number: string): Promise<void> {
    memory.remember(rememberedAs(number))
    await keepOf().keep()
  }

  beforeEach(() => {
    engine = createEngine()
    storage = createSlowStorage()
    memory = createAccountMemory(storage)
  })

  test('[SYNC-8] whoever signed in a moment before is there at the next start, as the same device', async () => {
    await signIn('1001')
    storage.kill()
    expect(memory.current()).toBeNull()
    expect(await keepOf().recall()).toBe(true)
    expect(await keepOf().recall()).toBe(false)
    expect(memory.current()).toEqual(rememberedAs('1001'))
    expect(memory.devices()).toEqual({ 1001: 'device-of-1001' })
  })

  test('of two people of one phone it is the last', async () => {
    await signIn('1001')
    storage.writeOut()
    await signIn('1002')
    storage.kill()
    await keepOf().recall()
    expect(memory.current()).toEqual(rememberedAs('1002'))
    expect(memory.known()).toHaveLength(2)
  })

  test('whoever has just signed out stays out', async () => {
    await signIn('1001')
    storage.writeOut()
    memory.forgetCurrent()
    await keepOf().keep()
    storage.kill()
    expect(memory.current()).not.toBeNull()
    await keepOf().recall()
    expect(memory.current()).toBeNull()
    expect(memory.known()).toHaveLength(1)
  })

  test('what could not be kept is not set back to what was kept before', async () => {
    await signIn('1001')
    memory.remember(rememberedAs('1002'))
    await keepOf({ indexedDB: brokenEngine }).keep()
    await keepOf().recall()
    expect(memory.current()).toEqual(rememberedAs('1002'))
  })

  test('whoever signed in before there was a keep is kept from the next start on', async () => {
    memory.remember(rememberedAs('1001'))
    storage.removeItem('xunhu.account-turn')
    await keepOf().recall()
    storage.kill()
    await keepOf().recall()
    expect(memory.current()).toEqual(rememberedAs('1001'))
  })

  test('an engine that fails leaves the quick memory as it is', async () => {
    memory.remember(rememberedAs('1001'))
    expect(await keepOf({ indexedDB: brokenEngine }).recall()).toBe(false)
    expect(memory.current()).toEqual(rememberedAs('1001'))
  })

  test('a new phone keeps nothing', async () => {
    await keepOf().recall()
    expect(memory.current()).toBeNull()
    expect(memory.known()).toEqual([])
  })
})
