import { describe, expect, test } from 'vitest'
import { encodeUnder } from '../../../../src/device/photos/quality-ladder.ts'

describe('the quality of a picture', () => {
  /** An encoder whose results weigh `bytesAtFull` times the quality. */
  function encoder(bytesAtFull: number) {
    const tried: number[] = []
    const encode = async (quality: number): Promise<ArrayBuffer> => {
      tried.push(quality)
      return new ArrayBuffer(Math.round(bytesAtFull * quality))
    }
    return { tried, encode }
  }

  test('is the first one when that is small enough', async () => {
    const { tried, encode } = encoder(400)
    expect((await encodeUnder(450, encode)).byteLength).toBe(328)
    expect(tried).toEqual([0.82])
  })

  test('goes down until the picture is small enough', async () => {
    const { tried, encode } = encoder(700)
    expect((await encodeUnder(450, encode)).byteLength).toBe(420)
    expect(tried).toEqual([0.82, 0.72, 0.6])
  })

  test('does not go below what can be read, whatever the picture weighs', async () => {
    const { tried, encode } = encoder(5_000)
    expect((await encodeUnder(450, encode)).byteLength).toBe(2_500)
    expect(tried).toEqual([0.82, 0.72, 0.6, 0.5])
  })
})
