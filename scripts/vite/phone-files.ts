import type { Plugin, Rolldown } from 'vite'

type Chunk = Rolldown.OutputChunk
type Bundle = Readonly<Record<string, Rolldown.OutputAsset | Chunk>>

/** What vite notes of a chunk beside rolldown. */
interface WithStyles {
  readonly viteMetadata?: { readonly importedCss: ReadonlySet<string> }
}

interface Ends {
  /** The end of a module's path. */
  readonly start: string
  readonly officeScreens: RegExp
}

/** What the app's start reaches, at once or later, without going through an office screen; scripts and their styles. */
function reachedByPhone(bundle: Bundle, { start, officeScreens }: Ends): ReadonlySet<string> {
  const chunkOf = (name: string): Chunk | null => {
    const file = bundle[name]
    return file?.type === 'chunk' ? file : null
  }
  const isOffice = (name: string): boolean => officeScreens.test(name) && !!chunkOf(name)?.isDynamicEntry
  // The entry's own file is empty and left out: all of it is in the app's chunk.
  const holdsStart = (name: string): boolean => !!chunkOf(name)?.moduleIds.some((id) => id.endsWith(start))
  const reached = new Set(Object.keys(bundle).filter(holdsStart))
  // A set that grows while it is walked is walked to its new end.
  for (const name of reached) {
    const chunk = chunkOf(name)
    if (!chunk) continue
    for (const next of [...chunk.imports, ...chunk.dynamicImports.filter((each) => !isOffice(each))]) reached.add(next)
    for (const style of (chunk as WithStyles).viteMetadata?.importedCss ?? []) reached.add(style)
  }
  return reached
}

export interface PhoneFiles {
  readonly plugin: Plugin
  /** Whether a phone keeps this file of the build: it does unless only office screens need it. */
  isKept(url: string): boolean
}

/**
 * Tells, once the build is written, which of its files a phone needs: never those that only office screens do.
 *
 * `officeScreens` are known by their files' names. What they share with each other goes with them, whatever it is called; what a
 * phone's screen needs too stays, so that none of them asks for a file that is not there without a network.
 */
export function phoneFiles(ends: Ends): PhoneFiles {
  let chunksAndStyles: ReadonlySet<string> = new Set()
  let reached: ReadonlySet<string> = new Set()
  return {
    plugin: {
      name: 'phone-files',
      apply: 'build',
      writeBundle(_options, bundle) {
        const isOurs = ([name, { type }]: [string, { readonly type: string }]): boolean =>
          type === 'chunk' || name.endsWith('.css')
        chunksAndStyles = new Set(
          Object.entries(bundle)
            .filter(isOurs)
            .map(([name]) => name),
        )
        reached = reachedByPhone(bundle, ends)
      },
    },
    isKept: (url) => reached.has(url) || !chunksAndStyles.has(url),
  }
}
