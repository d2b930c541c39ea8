import type { PostId, SchoolId, ScopeId } from '../../../domain/ids.ts'
import type { School } from '../../../domain/place/school.ts'
import { bellsOfForms, emptyBell, formsOfBells, otherBells, type BellForm } from './bell-form.ts'

/** What a new school needs before its first shift: one post, and its bells where they are known; further posts are kept. */
export interface SchoolForm {
  name: string
  kind: School['kind']
  scope: string
  phone: string
  postName: string
  radiusM: number
  lat: number
  lng: number
  bells: BellForm[]
}

const perimeterM = 200
const metresPerDegree = 111_320

export const emptySchoolForm = (): SchoolForm => ({
  name: '',
  kind: 'primary',
  scope: '',
  phone: '',
  postName: '大门',
  radiusM: 100,
  lat: 0,
  lng: 0,
  bells: [emptyBell('arrival'), emptyBell('dismissal')],
})

export const formOfSchool = (school: School): SchoolForm => ({
  name: school.name,
  kind: school.kind,
  scope: school.scope,
  phone: school.phone ?? '',
  postName: school.posts[0]?.name ?? '',
  radiusM: school.posts[0]?.radiusM ?? 100,
  lat: school.point.lat,
  lng: school.point.lng,
  bells: formsOfBells(school.bells),
})

/** A circle of 200 m as sixteen corners, until somebody draws the real one. */
function perimeterAround(lat: number, lng: number): School['perimeter'] {
  return Array.from({ length: 16 }, (_, index) => {
    const angle = (index / 16) * 2 * Math.PI
    const north = (perimeterM * Math.cos(angle)) / metresPerDegree
    const east = (perimeterM * Math.sin(angle)) / (metresPerDegree * Math.cos((lat * Math.PI) / 180))
    return { lat: lat + north, lng: lng + east }
  })
}

/** The school as the form says, keeping what the form does not show: further posts, a drawn perimeter. */
export function schoolOfForm(form: SchoolForm, id: string, before: School | null): School {
  const point = { lat: form.lat, lng: form.lng }
  const hasMoved = before === null || before.point.lat !== point.lat || before.point.lng !== point.lng
  const [firstPost, ...otherPosts] = before?.posts ?? []
  return {
    ...(before ?? {}),
    id: id as SchoolId,
    name: form.name,
    kind: form.kind,
    scope: form.scope as ScopeId,
    point,
    ...(form.phone ? { phone: form.phone } : {}),
    posts: [
      {
        ...(firstPost ?? { id: `${id}-post-1` as PostId }),
        name: form.postName,
        point: hasMoved || !firstPost ? point : firstPost.point,
        radiusM: form.radiusM,
      },
      ...otherPosts,
    ],
    bells: [...bellsOfForms(form.bells), ...otherBells(before?.bells ?? [])],
    perimeter: hasMoved || !before ? perimeterAround(form.lat, form.lng) : before.perimeter,
  }
}
