import { showConfirmDialog } from 'vant/es/dialog'
// Not 'vant/es/dialog/style': it brings 30 KB of icon font, and no icon of it is shown.
import 'vant/es/style/base.css'
import 'vant/es/button/index.css'
import 'vant/es/overlay/index.css'
import 'vant/es/popup/index.css'
import 'vant/es/dialog/index.css'
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
