import type { PartId } from '../../domain/ids.ts'

/** A picture from before, to be seen through in the viewfinder, and how to stand where it was taken. */
export interface Ghost {
  readonly partId: PartId
  readonly hint: string
}
