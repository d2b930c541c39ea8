import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Sha256 } from '../../../domain/ids.ts'
import { wireLimits } from '../../../protocol/limits.ts'
import type { VerifyPictureResponse } from '../../../protocol/evidence.ts'
import { useServices } from '../../composables/use-services.ts'

export interface VerifiedFile {
  readonly key: number
  readonly file: File
  readonly sha256: Sha256
  readonly verdict: VerifyPictureResponse
}

export interface VerifiedFiles {
  /** The newest first. */
  readonly verified: ShallowRef<readonly VerifiedFile[]>
  /** Larger than any photo of ours can be. */
  readonly tooLarge: Ref<string>
  /** What is being verified, by its name; '' where nothing is. */
  readonly busy: Ref<string>
  readonly problem: Ref<unknown>
  verify(files: Iterable<File>): Promise<void>
}

/** Files that were dropped or chosen, one after the other: a hash holds the whole file in memory. */
export function useVerifiedFiles(): VerifiedFiles {
  const { evidenceDesk } = useServices()
  const verified = shallowRef<readonly VerifiedFile[]>([])
  const [tooLarge, busy] = [ref(''), ref('')]
  const problem = ref<unknown>(null)

  async function verifyOne(file: File): Promise<void> {
    if (file.size > wireLimits.partBytes) {
      tooLarge.value = file.name
      return
    }
    busy.value = file.name
    const desk = await evidenceDesk()
    verified.value = [{ key: verified.value.length, file, ...(await desk.verify(file)) }, ...verified.value]
  }

  async function verifyAll(files: Iterable<File>): Promise<void> {
    problem.value = null
    tooLarge.value = ''
    try {
      for (const file of files) await verifyOne(file)
    } catch (failure) {
      problem.value = failure
    } finally {
      busy.value = ''
    }
  }

  /** What is dropped while another is read waits for its turn. */
  let before: Promise<void> = Promise.resolve()
  function verify(files: Iterable<File>): Promise<void> {
    before = before.then(() => verifyAll(files))
    return before
  }
  return { verified, tooLarge, busy, problem, verify }
}
