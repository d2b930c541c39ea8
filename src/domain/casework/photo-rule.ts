import * as v from 'valibot'

/** Which pictures are needed: none, one scene, far + near, far + near + reference, far + near + fixing + below, before + after. */
export const PhotoRule = v.picklist(['0', '1', '2', '3', '4', 'BA'])
export type PhotoRule = v.InferOutput<typeof PhotoRule>

export const PhotoRole = v.picklist([
  'scene',
  'far',
  'near',
  'reference',
  'before',
  'after',
  'plaque',
  'fixing',
  'side',
  'below',
])
export type PhotoRole = v.InferOutput<typeof PhotoRole>
