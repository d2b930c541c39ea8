import sharp from 'sharp'

const size = { width: 640, height: 480 }

/** Uncompressed video of one picture, as Chromium plays it to pages instead of a camera: the picture in the middle of a grey wall. */
export async function playedCamera(picture: Buffer): Promise<Buffer> {
  const label = await sharp(picture).resize(360, 360, { fit: 'inside' }).png().toBuffer()
  const luma = await sharp({ create: { ...size, channels: 3, background: '#909090' } })
    .composite([{ input: label }])
    .rotate(4, { background: '#909090' })
    .resize(size.width, size.height, { fit: 'cover' })
    .grayscale()
    .raw()
    .toBuffer()
  const grey = Buffer.alloc((size.width * size.height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, grey])
  const head = Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([head, frame, frame, frame])
}
