import { constants } from 'node:zlib'
import type { FastifyCompressOptions } from '@fastify/compress'
import { framedType } from '../../protocol/progress-frames.ts'

const compressed = { encodings: ['br', 'gzip'], threshold: 1024 } satisfies FastifyCompressOptions

/** Of all answers, by their types. */
export const compression: FastifyCompressOptions = { ...compressed, requestEncodings: ['gzip'] }

const ofFrames = new RegExp(`^${framedType.replaceAll('.', '\\.')}; of="(.*)"$`)
const isWords = /^text\/|[+/]json(;|$)/

/**
 * Of a 台账: words, in frames too; an Excel file is a zip already.
 *
 * Each piece goes out when it is written: brotli would keep 4 MB back, and with them how far it is.
 */
export const ledgerCompression: FastifyCompressOptions = {
  ...compressed,
  customTypes: (type) => isWords.test(ofFrames.exec(type)?.[1] ?? type),
  brotliOptions: { flush: constants.BROTLI_OPERATION_FLUSH },
  zlibOptions: { flush: constants.Z_SYNC_FLUSH },
}
