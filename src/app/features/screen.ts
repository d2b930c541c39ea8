import type { Component } from 'vue'
import type * as phoneScreens from './phone-screens.ts'

/** Screens that stand in one lazily read file, each by its name as a route's component. */
export const screenOf =
  <Screens extends Record<keyof Screens, Component>>(load: () => Promise<Screens>) =>
  (name: keyof Screens): (() => Promise<Component>) =>
  async () =>
    (await load())[name]

/**
 * Reads the screens behind 今日, which the first screen does not wait for.
 *
 * They are asked for as soon as that one stands: an update that takes their file from the worker's cache finds them read.
 */
export const loadPhoneScreens = (): Promise<typeof phoneScreens> => import('./phone-screens.ts')

/** A phone's screen as a route's component. */
export const screen = screenOf(loadPhoneScreens)
