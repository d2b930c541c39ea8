import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { Sheet } from '../../domain/tables/sheet.ts'

export interface TableFile {
  readonly sheets: ShallowRef<readonly Sheet[] | null>
  readonly fileName: Ref<string>
  readonly problem: Ref<unknown>
  read(file: File): Promise<void>
  clear(): void
}

/** What every import of a table takes. */
export const tableFiles = '.xlsx,.xls,.csv'

/** The sheets of a file that somebody chose; the reader of Excel files is loaded with the first of them. */
export function useTableFile(): TableFile {
  const sheets = shallowRef<readonly Sheet[] | null>(null)
  const fileName = ref('')
  const problem = ref<unknown>(null)
  const clear = (): void => {
    sheets.value = null
    problem.value = null
  }
  return {
    sheets,
    fileName,
    problem,
    clear,
    read: async (file) => {
      clear()
      fileName.value = file.name
      try {
        const { readTableFile } = await import('../office-files/office-table-file.ts')
        sheets.value = await readTableFile(file)
      } catch (failure) {
        problem.value = failure
      }
    },
  }
}
