import { computed, shallowRef, type ComputedRef } from 'vue'
import type { School } from '../../../../domain/place/school.ts'
import type { Documents } from '../../settings/use-documents.ts'
import type { PlaceEditor } from './use-place-editor.ts'

/** A school as the server has it. */
export interface SchoolDocument {
  readonly school: School
  readonly rev: number
}

export interface OpenedSchool {
  readonly schools: ComputedRef<readonly SchoolDocument[]>
  /** Something is drawn that is not saved. */
  readonly isChanged: ComputedRef<boolean>
  /** The school that the screen opens with; nothing once one is open. */
  openFirst(): void
  /** Another one takes its place, if the person lets go of what is not saved. */
  choose(next: SchoolDocument): Promise<void>
  /** Back to the school as the server has it now: somebody else may have been faster. */
  giveUp(): void
  save(): Promise<boolean>
}

/** Which school is on the map, and from which revision it started. `mayLose` asks the person. */
export function useOpenedSchool(
  documents: Documents,
  editor: Pick<PlaceEditor, 'school' | 'open'>,
  mayLose: () => Promise<boolean>,
): OpenedSchool {
  const opened = shallowRef<SchoolDocument | null>(null)
  const schools = computed(() =>
    documents.documents.value.map(({ data, rev }) => ({ school: data as unknown as School, rev })),
  )
  const isChanged = computed(() => editor.school.value !== null && editor.school.value !== opened.value?.school)

  function open(next: SchoolDocument | undefined): void {
    if (!next) return
    opened.value = next
    editor.open(next.school)
  }
  const openNewest = (): void => open(schools.value.find(({ school }) => school.id === opened.value?.school.id))

  async function save(): Promise<boolean> {
    const edited = editor.school.value
    if (!edited || !opened.value) return false
    const { id, scope } = edited
    const edit = { collection: 'schools', id, scope, baseRev: opened.value.rev, data: { ...edited } } as const
    const isSaved = await documents.save(edit)
    if (isSaved) openNewest()
    return isSaved
  }

  return {
    schools,
    isChanged,
    openFirst: () => (opened.value ? undefined : open(schools.value[0])),
    choose: async (next) => {
      const isAnother = next.school.id !== opened.value?.school.id
      if (!isChanged.value || (isAnother && (await mayLose()))) open(next)
    },
    giveUp: openNewest,
    save,
  }
}
