import sharp from 'sharp'

/** Stands where a picture cannot be drawn (any more): the sheet has named it before anybody could know. */
export const unreadablePicture = (): Promise<Buffer> =>
  sharp({ create: { width: 16, height: 12, channels: 3, background: '#c0c0c0' } })
    .jpeg()
    .toBuffer()
