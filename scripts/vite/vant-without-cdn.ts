import type { Plugin } from 'vite'

/** Vant's icon font names a public host as second source; no page of ours may call anyone else. */
export const vantWithoutCdn = (): Plugin => ({
  name: 'vant-without-cdn',
  enforce: 'pre',
  transform: {
    filter: { id: /vant\/(es|lib)\/.*\.css/ },
    handler: (code) =>
      code.replace(/,\s*url\((['"]?)(https?:)?\/\/at\.alicdn\.com[^)]*\)\s*format\((['"])woff\3\)/g, ''),
  },
})
