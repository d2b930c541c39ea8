import type { PhotoRole, PhotoRule } from './photo-rule.ts'

const rolesByRule: Readonly<Record<PhotoRule, readonly PhotoRole[]>> = {
  '0': ['scene'],
  '1': ['scene'],
  '2': ['far', 'near'],
  '3': ['far', 'near', 'reference'],
  '4': ['far', 'near', 'fixing', 'below'],
  BA: ['before', 'after'],
}

/** What the next picture is most likely of: the first role that the rule asks for and nobody has taken yet. */
export function nextPhotoRole(rule: PhotoRule, taken: readonly PhotoRole[], onSite: boolean): PhotoRole {
  const wanted = rolesByRule[onSite ? 'BA' : rule].filter((role) => onSite || role !== 'after')
  return wanted.find((role) => !taken.includes(role)) ?? 'scene'
}
