import { describe, expect, test } from 'vitest'
import { loudnessOf } from '../../../../src/device/voice/sound-level.ts'

const constant = (sample: number): Float32Array => new Float32Array(64).fill(sample)

describe('how loud a moment of sound is', () => {
  test('is 0 for silence and for what is quieter than a microphone’s own noise, 1 for the loudest', () => {
    expect([constant(0), constant(0.0005), new Float32Array(0)].map(loudnessOf)).toEqual([0, 0, 0])
    expect(loudnessOf(constant(1))).toBe(1)
  })

  test('goes by decibels, so that a quiet voice shows as well', () => {
    expect(loudnessOf(constant(0.1))).toBeCloseTo(2 / 3)
    expect(loudnessOf(constant(-0.01))).toBeCloseTo(1 / 3)
  })
})
