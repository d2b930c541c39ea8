import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { answerLimits } from '../../../domain/complaint/answer-limit.ts'
import type { ComplaintSource } from '../../../domain/complaint/complaint-entries.ts'
import { importComplaints, type ImportedComplaint } from '../../../domain/complaint/import-complaints.ts'
import type { CaseCategory } from '../../../domain/casework/category.ts'
import type { OfficeTime } from '../../../domain/casework/file-case.ts'
import type { ScopeId, SubjectId } from '../../../domain/ids.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { useTableFile } from '../../composables/use-table-file.ts'
import { complaints as t } from '../../texts/zh-CN/complaints.ts'
import { fill } from '../../texts/text.ts'
import { caseOf, complaintEntries, type NewComplaint } from './complaint-entries.ts'
import { nthOf, openCaseOf } from './use-same-point.ts'

/** A line that will be entered: with its kind, and with the case that it joins or opens. */
export interface PlannedComplaint {
  readonly imported: ImportedComplaint
  readonly given: NewComplaint
}

interface ImportSetting {
  readonly categories: Readonly<Ref<readonly CaseCategory[]>>
  /** For lines whose kind the bureau's standard does not have. */
  readonly otherCategory: Readonly<Ref<string>>
  /** For lines that do not say where they come from; '' while nobody has chosen. */
  readonly otherSource: Readonly<Ref<ComplaintSource | ''>>
  readonly scope: Readonly<Ref<ScopeId>>
  readonly time: () => OfficeTime
}

const complaintsPerSave = 50
const numbersPerQuestion = 500

/** A hotline's table on its way in: what was understood, what is known already, and which case each line goes to. */
export function useImportComplaints({ categories, otherCategory, otherSource, scope, time }: ImportSetting) {
  const { office, clock } = useServices()
  const { journal, session, sync } = usePerson()
  const file = useTableFile()
  const known = ref<readonly string[]>([])
  const planned = shallowRef<readonly PlannedComplaint[]>([])
  const looked = ref<number | null>(null)
  const saved = ref<number | null>(null)
  const done = ref<number | null>(null)
  const problem = ref<unknown>(null)

  const found = computed(() => {
    const around = {
      nowMs: clock.now(),
      timeZone: session.timeZone,
      categories: categories.value,
      otherSource: otherSource.value || undefined,
      fileName: file.fileName.value,
    }
    return file.sheets.value?.map((sheet) => importComplaints(sheet, around)).find((each) => each !== null) ?? null
  })
  const fresh = computed(
    () => found.value?.complaints.filter(({ sourceNo }) => sourceNo === '' || !known.value.includes(sourceNo)) ?? [],
  )

  function categoryFor({ category }: ImportedComplaint): { slug: string; label: string } | null {
    if (category) return category
    const other = categories.value.find(({ slug }) => slug === otherCategory.value)
    return other ? { slug: other.slug, label: other.label } : null
  }

  async function askKnown(): Promise<readonly string[]> {
    const numbers = [...new Set(found.value?.complaints.flatMap(({ sourceNo }) => sourceNo || []) ?? [])]
    const answered: string[] = []
    for (let from = 0; from < numbers.length; from += numbersPerQuestion)
      answered.push(...(await office.knownComplaints(numbers.slice(from, from + numbersPerQuestion))))
    return answered
  }

  /** Lines about one point join one case, that of the first of them; null where something else was chosen meanwhile. */
  async function planAll(isCurrent: () => boolean): Promise<readonly PlannedComplaint[] | null> {
    const points = new Map<string, { readonly joins: SubjectId | null; nth: number }>()
    const plan: PlannedComplaint[] = []
    for (const [index, imported] of fresh.value.entries()) {
      if (!isCurrent()) return null
      looked.value = index
      const category = categoryFor(imported)
      if (!category) continue
      const key = `${category.slug} ${imported.placeText}`
      let point = points.get(key)
      if (!point) {
        const same = await office.samePoint({ scope: scope.value, category: category.slug, place: imported.placeText })
        point = { joins: openCaseOf(same)?.row.caseId ?? null, nth: nthOf(same) }
      }
      const { source, sourceNo, receivedAtMs, placeText } = imported
      const given: NewComplaint = {
        complaintId: journal.newId(),
        reportId: journal.newId(),
        scope: scope.value,
        source,
        sourceNo,
        receivedAtMs,
        // Their own words name people; what goes into the record does not.
        summary: fill(t.file.summary, { label: category.label }),
        category,
        place: { fix: null, text: placeText },
        limit: answerLimits[source],
        nth: point.nth,
        joins: point.joins,
      }
      points.set(key, { joins: caseOf(given), nth: point.nth + 1 })
      plan.push({ imported, given })
    }
    return isCurrent() ? plan : null
  }

  /** The last that was chosen counts: answers to what was chosen before it come to nothing. */
  async function lookUp(isCurrent: () => boolean): Promise<void> {
    try {
      problem.value = null
      const answered = await askKnown()
      if (!isCurrent()) return
      known.value = answered
      planned.value = (await planAll(isCurrent)) ?? planned.value
    } catch (failure) {
      if (isCurrent()) problem.value = failure
    } finally {
      if (isCurrent()) looked.value = null
    }
  }

  let chosen = 0
  watch([found, scope, otherCategory], () => {
    const ticket = (chosen += 1)
    planned.value = []
    looked.value = null
    // A file that was taken is put away; what became of it is still said.
    if (!found.value) return
    done.value = null
    void lookUp(() => ticket === chosen)
  })

  async function start(): Promise<void> {
    const all = planned.value
    try {
      problem.value = null
      for (let from = 0; from < all.length; from += complaintsPerSave) {
        saved.value = from
        const some = all.slice(from, from + complaintsPerSave)
        await office.keepComplainants(
          some.map(({ given: { complaintId }, imported: { name, phone, words } }) => ({
            complaintId,
            name,
            phone,
            words,
          })),
        )
        await journal.record(some.flatMap(({ given }) => complaintEntries(given, time())))
      }
      await sync.syncNow()
      done.value = all.length
      planned.value = []
      file.clear()
    } catch (failure) {
      problem.value = failure
    } finally {
      saved.value = null
    }
  }

  return { file, found, fresh, known, planned, looked, saved, done, problem, start }
}
