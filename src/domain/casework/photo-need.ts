import type { PhotoRole, PhotoRule } from './photo-rule.ts'

/** What each rule asks for. `scene` is met by any picture of the place. */
const needed: Readonly<Record<PhotoRule, readonly PhotoRole[]>> = {
  '0': [],
  '1': ['scene'],
  '2': ['far', 'near'],
  '3': ['far', 'near', 'reference'],
  '4': ['far', 'near', 'fixing', 'below'],
  BA: ['before', 'after'],
}

export const neededPhotoRoles = (rule: PhotoRule): readonly PhotoRole[] => needed[rule]

/**
 * Which pictures a finding still lacks under its rule.
 *
 * A picture of the right role meets its own need; any other one meets the first open need, for an officer in the rain does not sort
 * pictures. `after` is met by nothing but a picture taken after.
 */
export function missingPhotoRoles(rule: PhotoRule, taken: readonly PhotoRole[]): readonly PhotoRole[] {
  const spare = [...taken]
  const open = needed[rule].filter((role) => {
    const index = spare.indexOf(role)
    if (index >= 0) spare.splice(index, 1)
    return index < 0
  })
  const usable = spare.filter((role) => role !== 'after').length
  const fillable = open.filter((role) => role !== 'after')
  return [...fillable.slice(usable), ...open.filter((role) => role === 'after')]
}
