import * as v from 'valibot'

type ObjectSchema = v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> }

/** One call of the API as it is described to others. Routes check their input by the same schemas. */
export interface ApiCall {
  readonly method: 'get' | 'post' | 'put'
  /** With `{name}` for what varies. */
  readonly path: string
  readonly summary: string
  /** False where no session is needed. */
  readonly session: boolean
  readonly params?: Readonly<Record<string, v.GenericSchema>>
  readonly query?: ObjectSchema
  /** JSON, or bytes. */
  readonly body?: v.GenericSchema | 'bytes'
  /** JSON, bytes, an event stream, or an iCalendar object. */
  readonly answer: v.GenericSchema | 'bytes' | 'events' | 'calendar'
}

/** The answer of a call that has nothing to tell but that it was done. */
export const done = v.object({ done: v.literal(true) })

/** Which chunk of a part, as it stands in a path. */
export const chunkIndex = v.pipe(v.string(), v.regex(/^\d+$/))
