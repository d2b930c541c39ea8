import type { PartId } from '../../src/domain/ids.ts'
import type { VoiceRef } from '../../src/domain/journal/part-ref.ts'
import { newId, sha256Of } from './pushed-entries.ts'
import type { TestServer } from './test-server.ts'

/** How a recording of each browser begins; what follows is no matter here. */
const heads = {
  'audio/webm': [0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 1, 2, 3, 4],
  'audio/mp4': [0, 0, 0, 0x1c, ...Buffer.from('ftypiso5'), 0, 0, 2, 0],
  'audio/ogg': [...Buffer.from('OggS'), 0, 2, 0, 0, 0, 0, 0, 0],
} as const

export const soundOf = (mime: keyof typeof heads): Buffer => Buffer.from([...heads[mime], ...Buffer.alloc(400, 7)])

export const voiceRef = (server: TestServer, bytes: Uint8Array, change: Partial<VoiceRef> = {}): VoiceRef => ({
  partId: newId<PartId>(server),
  sha256: sha256Of(bytes),
  sizeBytes: bytes.byteLength,
  kind: 'voice',
  mime: 'audio/webm',
  durationMs: 7_000,
  takenAt: new Date(server.clock.now()).toISOString(),
  ...change,
})
