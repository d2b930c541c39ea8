import type { Plugin } from 'vite'

/**
 * Tells the browser that the functions of the chunks which hold these modules are called at once, so that it compiles them while
 * it reads the files.
 *
 * That happens on another thread. Left alone, V8 compiles each function on the page's own thread when it is first called: a
 * thousand of them, a third of a cold start on a slow phone. It keeps no compiled form of a module that comes out of the
 * worker's cache. Browsers that do not know the comment (Chrome before 136, Safari) start as ever.
 * https://v8.dev/blog/explicit-compile-hints
 */
export const compileStartAhead = (modules: readonly string[]): Plugin => ({
  name: 'compile-start-ahead',
  apply: 'build',
  generateBundle: {
    // The minifier would take the comment out, and the list of preloads be written before it.
    order: 'post',
    handler: (_options, bundle) => {
      const isMeant = (id: string): boolean => modules.some((part) => id.includes(part))
      for (const file of Object.values(bundle))
        if (file.type === 'chunk' && file.moduleIds.some(isMeant))
          file.code = `//# allFunctionsCalledOnLoad\n${file.code}`
    },
  },
})
