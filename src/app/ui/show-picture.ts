import { showImagePreview } from 'vant/es/image-preview'
// Not 'vant/es/image-preview/style': it brings 30 KB of icon font; a tap closes the picture, so no icon is shown.
import 'vant/es/style/base.css'
import 'vant/es/image/index.css'
import 'vant/es/image-preview/index.css'
import 'vant/es/loading/index.css'
import 'vant/es/overlay/index.css'
import 'vant/es/popup/index.css'
import 'vant/es/swipe/index.css'
import 'vant/es/swipe-item/index.css'

/** One picture over the whole screen, to be pinched and moved; `onClose` runs when it is gone. */
export function showPicture(url: string, onClose: () => void): void {
  showImagePreview({ images: [url], showIndex: false, onClose })
}
