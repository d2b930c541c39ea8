import type { Generated } from 'kysely'

/** Rows as they are stored. Times are ISO 8601 texts in UTC unless the name ends in `_ms`; booleans are 0 or 1. */
export interface Tables {
  meta: { name: string; value: string }
  person_secret: { person_id: string; password_hash: string; updated_at: string }
  session: {
    id_hash: string
    person_id: string
    device: string
    created_at: string
    last_seen_at: string
    expires_at: string
  }
  login_throttle: { key: string; failures: number; next_allowed_ms: number }
  device: {
    id: string
    person_id: string
    last_word_at: string | null
    app: string
    unsent_entries: number
    unsent_parts: number
    oldest_unsent_at: string | null
    storage: string
    free_bytes: number | null
    sentinel_lost: number
    revoked: number
    /** `retired`: sends what it holds, then erases; `stolen`: erases at once; '' while `revoked` is 0. */
    revoked_as: Generated<'' | 'retired' | 'stolen'>
    revoked_at: Generated<string | null>
    /** When the device said that it holds nothing of ours any more. */
    erased_at: Generated<string | null>
    /** Other people of the same phone whose unsent work it then kept for them. */
    kept_people: Generated<number>
    /** Records of other people on the same phone that wait for them to sign in. */
    others_unsent: Generated<number>
    /** Blocks of feeds that did not hold what the digest said, and those that did not after they were fetched again. */
    unequal_blocks: Generated<number>
    unhealed_blocks: Generated<number>
  }
  scope: { id: string; rev: number }
  /** From which revision on a run of the server wrote the scope. */
  revision_run: { scope: string; run: string; from_rev: number }
  membership: { person_id: string; scope: string; role: string }
  /** Everything received, effective or not. `json` is the entry as it came, unknown members included. */
  entry: {
    id: string
    kind: string
    v: number
    scope: string
    primary_subject: string
    author: string
    device: string
    corrected_at_ms: number
    status: 'accepted' | 'refused'
    code: string
    rev: number
    received_at: string
    author_role: string
    content_hash: string
    json: string
  }
  entry_subject: { subject: string; entry_id: string }
  /** What each subject's records say of it together: its home, when the newest came, and when one last came after a long rest. */
  subject: { id: string; scope: string; newest_at: string; woken_at: string | null }
  /** Squads besides the home that see a subject. A grant that has ended stays, so that late records made under it are taken in. */
  subject_grant: { subject: string; scope: string; ended: number }
  /**
   * What a scope may see, in the order it was written. Extended, never rewritten.
   *
   * `past`: an entry whose grant has ended, read by nobody any more; `ended`: the mark of that end, with the subject's id;
   * `erased`: a part that is gone, by its id.
   */
  feed: { scope: string; rev: number; id: string; type: 'entry' | 'assignment' | 'gone' | 'past' | 'ended' | 'erased' }
  /** Per block of 1,024 revisions the sum over the entries and documents that stand in it. */
  feed_digest: { scope: string; block: number; sum: number }
  assignment: {
    collection: string
    id: string
    scope: string
    rev: number
    v: number
    data: string
    sort_key: string
    deleted: number
  }
  part: {
    part_id: string
    entry_id: string
    scope: string
    subject: string
    author: string
    kind: string
    sha256: string
    size_bytes: number
    ref: string
    state: 'expected' | 'stored' | 'unreadable' | 'erased'
    stored_at: string | null
  }
  /** Bytes that are in the part store, named by content. `readable`: 0 nothing that we know, 1 a picture, 2 a sound. */
  blob: { sha256: string; size_bytes: number; readable: number; stored_at: string }
  /** Who has put these bytes, so that `have` answers nobody else's question. */
  blob_owner: { sha256: string; person_id: string }
  small_bytes: { sha256: string; base64: string }
  quarantine: {
    id: string
    entry_id: string | null
    device: string
    person_id: string
    code: string
    content_hash: string
    json: string
    received_at: string
  }
  /** `bytes_gone`: 0 waits, 2 somebody removes the files now, 1 they are gone; all of it follows the commit. */
  erasure: {
    /** Of bytes that no part named, their hash. */
    part_id: string
    sha256: string
    reason: 'retention' | 'order'
    erased_at: string
    bytes_gone: number
    /** Of a claim; null where none stands, or one of an older server. */
    claimed_at: Generated<string | null>
    /** How often somebody has claimed the bytes: tells one claim from the next. */
    rounds: Generated<number>
  }
  /** A copy that left the office, by its file's hash. `marks` names what is written on it, a space between two. */
  picture_copy: {
    sha256: string
    part_id: string
    made_at: string
    made_by: string
    marks: string
    mosaics: number
  }
  /** Per scope the revision that the last verified backup covers; of this timeline. */
  backup_cover: { scope: string; rev: number }
  /** Records that came in a file, and who brought them. */
  rescued_entry: { entry_id: string; importer: string; exported_at: string; imported_at: string }
  /** The end of the audit's chain; its one row is locked by whoever appends. */
  audit_head: { chain: string; seq: number; hash: string }
  /** Who saw, took out, changed or erased what: only ever appended to. `hash` is over the line before and this one. */
  audit_line: {
    seq: number
    at: string
    actor: string
    role: string
    scope: string
    act: string
    target: string
    details: string
    hash: string
  }
  case_row: {
    case_id: string
    scope: string
    state: string
    category: string
    category_label: string
    severity: string
    place_text: string
    school_id: string | null
    reporter_id: string
    reported_at_ms: number
    received_at: string
    note: string
    due_at_ms: number | null
    /** The squad that has it, and who of it; null before a dispatch. */
    unit: Generated<string | null>
    handler_id: Generated<string | null>
    is_open: Generated<number>
    /** What it waits for (`DeskPlace`); empty texts and zeros where it waits for nothing. */
    queue: Generated<string>
    decider: Generated<string>
    is_timed: Generated<number>
    act_by_ms: Generated<number>
    /** By what the desks' lists are sorted. */
    desk_order: Generated<number>
    /** Who may not check it: ids between blanks; '' for nobody. */
    handlers: Generated<string>
    /** 督办, while it is open. */
    supervised: Generated<number>
    lat: Generated<number | null>
    lng: Generated<number | null>
    /** 外单位 that has it, by name; null where none has. */
    outside: Generated<string | null>
    /** Since when it waits to be dispatched or accepted. */
    turn_since_ms: Generated<number | null>
    fold_version: number
  }
  /** 立案处置结案标准, as each version had it; null where nobody knows who saved it, and when. */
  standard_version: { version: number; saved_at: string | null; saved_by: string | null; data: string }
  /** 日历订阅: of its secret only the hash. */
  calendar_link: { person_id: string; token_hash: string; made_at: string; last_read_at: string | null }
  /** 投诉: a line for each, folded from the records about its case; `satisfaction` is '' before a 回访. */
  complaint_row: {
    complaint_id: string
    case_id: string
    scope: string
    source: string
    source_no: string
    summary: string
    place_text: string
    received_at_ms: number
    due_at_ms: number
    nth: number
    stage: string
    answered_at_ms: number | null
    satisfaction: string
  }
  /** 反映人: apart from the record, for it is forgotten. */
  complainant: { complaint_id: string; author: string; name: string; phone: string; words: string; stored_at: string }
  /** 外单位: the register of units without accounts. */
  outside_unit: { id: string; name: string; kind: string; contact: string; active: number; rev: number }
  /** 回复链接: of its token only the hash. `sent_by` is the record that sent the case out; `photos` counts what came through it. */
  unit_link: {
    id: string
    token_hash: string
    case_id: string
    scope: string
    sent_by: string
    unit_name: string
    issued_by: string
    issued_at: string
    expires_at: string
    revoked_at: string | null
    opened: number
    last_opened_at: string | null
    photos: number
  }
  /** 招牌: a line of the register. Empty texts where nothing is known; of version 0 until it is folded. */
  sign_row: {
    sign_id: string
    scope: string
    sign_no: string
    sign_type: string
    content: string
    address: string
    street_id: string
    grade: string
    /** By its place among the grades; -1 before the first survey. */
    grade_rank: number
    exposure: string
    surveyed_at_ms: number | null
    next_check_date: string | null
    due_at_ms: number | null
    lowering: '' | 'asked' | 'decided'
    merged_into: string | null
    /** `GradeSince[]` as JSON, oldest first. */
    grade_history: string
    /** 1 where it is looked at before each season. */
    season_checked: number
    fold_version: number
  }
}
