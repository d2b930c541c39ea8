import * as v from 'valibot'

/** How many pictures a finding needs: none, one scene, far + near, far + near + reference, before + after. */
export const PhotoRule = v.picklist(['0', '1', '2', '3', 'BA'])
export type PhotoRule = v.InferOutput<typeof PhotoRule>

export const PhotoRole = v.picklist(['scene', 'far', 'near', 'reference', 'before', 'after', 'plaque'])
export type PhotoRole = v.InferOutput<typeof PhotoRole>
