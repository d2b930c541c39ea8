import { computed, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import type { CategoryTable } from '../../../domain/casework/category.ts'
import { importStandards, type ImportedStandards } from '../../../domain/casework/import-standards.ts'
import { mergeStandards, type MergedStandards } from '../../../domain/casework/merge-standards.ts'
import { bureauScope } from '../../../domain/ids.ts'
import type { SheetNote } from '../../../domain/tables/sheet.ts'
import { useServices } from '../../composables/use-services.ts'
import { useTableFile, type TableFile } from '../../composables/use-table-file.ts'
import type { Documents } from './use-documents.ts'

export interface StandardsImport {
  readonly file: TableFile
  readonly found: ShallowRef<ImportedStandards | null>
  /** What the table would become; computed anew whenever somebody else has changed it. */
  readonly merged: ComputedRef<MergedStandards | null>
  readonly notes: ComputedRef<readonly (SheetNote & { readonly sheet: string })[]>
  readonly isSaving: Ref<boolean>
  /** True when it was saved. */
  save(): Promise<boolean>
}

/** The bureau's own standard on its way in: read, shown, and saved as one new version or not at all. */
export function useImportStandards(documents: Documents, table: ComputedRef<CategoryTable | null>): StandardsImport {
  const { clock } = useServices()
  const file = useTableFile()
  const found = shallowRef<ImportedStandards | null>(null)
  const initialsOf = shallowRef<((label: string) => string) | null>(null)
  const isSaving = ref(false)

  watch(file.sheets, async (sheets) => {
    found.value = sheets && importStandards(sheets, file.fileName.value)
    if (!sheets || initialsOf.value) return
    try {
      initialsOf.value = (await import('../../office-files/office-pinyin.ts')).initialsOf
    } catch (failure) {
      file.problem.value = failure
    }
  })
  const merged = computed(() =>
    table.value && found.value && initialsOf.value
      ? mergeStandards(table.value, found.value.classes, initialsOf.value)
      : null,
  )

  async function put(rows: CategoryTable['rows']): Promise<boolean> {
    const stored = documents.documents.value.find(({ id }) => id === 'categories')
    const data = {
      id: 'categories',
      scope: bureauScope,
      version: (table.value?.version ?? 0) + 1,
      rows,
      source: { fileName: file.fileName.value, importedAt: new Date(clock.now()).toISOString() },
    }
    const edit = { collection: 'standards', id: 'categories', scope: bureauScope, data } as const
    return documents.save({ ...edit, baseRev: stored?.rev ?? null })
  }

  return {
    file,
    found,
    merged,
    notes: computed(() =>
      (file.sheets.value ?? []).flatMap(({ name, notes = [] }) => notes.map((note) => ({ ...note, sheet: name }))),
    ),
    isSaving,
    save: async () => {
      if (isSaving.value || !merged.value) return false
      isSaving.value = true
      const isSaved = await put(merged.value.rows)
      if (isSaved) file.clear()
      isSaving.value = false
      return isSaved
    },
  }
}
