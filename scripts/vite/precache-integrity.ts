import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ManifestTransform } from 'workbox-build'

/**
 * Gives every precache entry the sha384 of its file; a file that cannot be hashed fails the build.
 *
 * Without it a captive portal that answers 200 during the install replaces the app by its own login page for good.
 */
export const withIntegrity =
  (outDir: string): ManifestTransform =>
  (entries) => ({
    manifest: entries.map((entry) => ({
      ...entry,
      integrity: `sha384-${createHash('sha384')
        .update(readFileSync(join(outDir, entry.url)))
        .digest('base64')}`,
    })),
  })
