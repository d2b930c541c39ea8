import type { Component } from 'vue'
import type * as phoneScreens from './phone-screens.ts'

type PhoneScreens = typeof phoneScreens

/**
 * Reads the screens behind 今日, which the first screen does not wait for.
 *
 * They are asked for as soon as that one stands: an update that takes their file from the worker's cache finds them read.
 */
export const loadPhoneScreens = (): Promise<PhoneScreens> => import('./phone-screens.ts')

/** A phone's screen as a route's component. */
export const screen =
  (name: keyof PhoneScreens): (() => Promise<Component>) =>
  async () =>
    (await loadPhoneScreens())[name]
