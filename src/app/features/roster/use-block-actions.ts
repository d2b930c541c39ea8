import { ref, type Ref } from 'vue'
import type { PersonId } from '../../../domain/ids.ts'
import { peopled, type RosterBlock } from '../../../domain/duty/roster-grid.ts'
import type { Roster } from './use-roster.ts'
import type { ShiftChange } from './use-roster-draft.ts'

export interface BlockActions {
  /** What 粘贴 puts into a block; null before the first 复制. */
  readonly clipboard: Ref<readonly PersonId[] | null>
  copy(block: RosterBlock): void
  cut(block: RosterBlock): void
  paste(block: RosterBlock): void
  remove(block: RosterBlock): void
  assign(block: RosterBlock, personId: PersonId): void
  put(block: RosterBlock, people: readonly PersonId[]): void
  /** The people of two places change them; a free place takes the shift. */
  exchange(from: RosterBlock, to: RosterBlock): void
  /** The people of one place stand at the other as well. */
  copyTo(from: RosterBlock, to: RosterBlock): void
}

const peopleOf = ({ shift }: RosterBlock): readonly PersonId[] => shift?.assignees ?? []

/** What the hand and the keyboard do with a place of the grid; nothing happens to one that has begun. */
export function useBlockActions({ change, canEdit }: Roster): BlockActions {
  const clipboard = ref<readonly PersonId[] | null>(null)

  function changeOf(block: RosterBlock, people: readonly PersonId[] | null): readonly ShiftChange[] {
    if (people === null) return block.shift ? [[block.shift.id, null]] : []
    const shift = peopled(block, people)
    return shift ? [[shift.id, shift]] : []
  }
  const put = (block: RosterBlock, people: readonly PersonId[]): void => {
    if (canEdit(block)) change(changeOf(block, people))
  }
  const remove = (block: RosterBlock): void => {
    if (canEdit(block)) change(changeOf(block, null))
  }
  const copy = (block: RosterBlock): void => {
    if (block.shift) clipboard.value = block.shift.assignees
  }
  return {
    clipboard,
    copy,
    put,
    remove,
    cut: (block) => {
      copy(block)
      remove(block)
    },
    paste: (block) => {
      if (clipboard.value) put(block, clipboard.value)
    },
    assign: (block, personId) => put(block, [...peopleOf(block), personId]),
    exchange: (from, to) => {
      if (from.key === to.key || !canEdit(from) || !canEdit(to)) return
      change([...changeOf(to, peopleOf(from)), ...changeOf(from, to.shift ? peopleOf(to) : null)])
    },
    copyTo: (from, to) => put(to, peopleOf(from)),
  }
}
