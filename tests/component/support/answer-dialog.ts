import { flushPromises } from '@vue/test-utils'
import { expect, vi } from 'vitest'

const newest = (part: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>(`.van-dialog${part}`)].at(-1)

/** What the question on the screen says. */
export const questionAsked = (): string => newest('')?.textContent ?? ''

/** Waits for a question that holds these words, and agrees to it. */
export async function agreeTo(words: string): Promise<void> {
  await vi.waitFor(() => expect(questionAsked()).toContain(words))
  newest(' .van-dialog__confirm')?.click()
  await flushPromises()
}
