import type { SignFilter } from '../../office-api.ts'

/** What the office looks at; '' for all. */
export interface RegisterFilter {
  grade: string
  type: string
  street: string
  isOverdue: boolean
  isAsked: boolean
}

export const noFilter = (): RegisterFilter => ({ grade: '', type: '', street: '', isOverdue: false, isAsked: false })

/** As the server's calls take it. */
export const filterQuery = (
  filter: RegisterFilter,
): Pick<SignFilter, 'grade' | 'type' | 'street' | 'overdue' | 'lowering'> => ({
  ...(filter.grade ? { grade: filter.grade } : {}),
  ...(filter.type ? { type: filter.type } : {}),
  ...(filter.street ? { street: filter.street } : {}),
  ...(filter.isOverdue ? { overdue: 'yes' } : {}),
  ...(filter.isAsked ? { lowering: 'asked' } : {}),
})
