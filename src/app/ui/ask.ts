import { showConfirmDialog } from 'vant/es/dialog'
import 'vant/es/dialog/style'
import type { Catalogue } from '../texts/text.ts'

/** Asks before something is taken away; true when the person agreed. */
export async function ask(t: Catalogue, message: string, confirm: string): Promise<boolean> {
  try {
    await showConfirmDialog({ message, confirmButtonText: confirm, cancelButtonText: t.common.cancel })
    return true
  } catch {
    // Vant rejects when the person closes the dialog or taps cancel.
    return false
  }
}
