import type { InjectionKey } from 'vue'

/** Saves of the forms on a screen that have not ended yet: the screen is not left before them. */
export type RunningSaves = Set<Promise<unknown>>
export const runningSavesKey: InjectionKey<RunningSaves> = Symbol('running saves')
