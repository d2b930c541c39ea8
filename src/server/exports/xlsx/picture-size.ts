/** A line with a picture is as high as four lines of text and a half. */
export const pictureLinePt = 66

const pxPerPt = 96 / 72
const gapPx = 2
/** As high as its line, whatever its own size. */
const heightPx = Math.round(pictureLinePt * pxPerPt) - 2 * gapPx
/** English metric units: what drawings are measured in. */
const emuPerPx = 9_525

export const pictureGapEmu = gapPx * emuPerPx
export const pictureHeightEmu = heightPx * emuPerPx
export const pictureWidthEmu = (ratio: number): number => Math.round(ratio * heightPx) * emuPerPx
