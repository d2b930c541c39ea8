import type { InjectionKey, ShallowRef } from 'vue'
import type { Account } from '../device/account/account.ts'
import type { OwnAccount } from '../device/account/own-account.ts'
import type { ProviderLogin } from '../device/account/provider-login.ts'
import type { AssignmentShelf } from '../device/assignments/assignment-shelf.ts'
import type { BaseMap } from '../device/base-map/base-map.ts'
import type { XunhuDatabase } from '../device/database/database.ts'
import type { Drafts } from '../device/journal/drafts.ts'
import type { Journal } from '../device/journal/journal.ts'
import type { Locator } from '../device/location/locator.ts'
import type { UnitLinkDesk } from '../device/outside/unit-link-desk.ts'
import type { PhotoShelf } from '../device/photos/photo-shelf.ts'
import type { VoiceRecorder } from '../device/voice/voice-recorder.ts'
import type { VoiceShelf } from '../device/voice/voice-shelf.ts'
import type { SyncEngine } from '../device/sync/sync-engine.ts'
import type { Clock } from '../lib/clock.ts'
import type { Random } from '../lib/random.ts'
import type { LeaveStep } from '../device/erase/leave-phone.ts'
import type { Erasure, SessionResponse } from '../protocol/session.ts'
import type { DeviceId, PartId, Sha256, SubjectId } from '../domain/ids.ts'
import type { DeviceProblem } from '../device/device-problem.ts'
import type { FieldReadiness } from '../device/health/field-readiness.ts'
import type { RescueProgress, RescueResult } from '../device/rescue/import-rescue.ts'
import type { OpenedRescue } from '../device/rescue/open-rescue-file.ts'
import type { CopyMark, VerifyPictureResponse } from '../protocol/evidence.ts'
import type { RescueFile } from '../protocol/rescue.ts'
import type { PendingCapture } from '../device/photos/pending-capture.ts'
import type { AboutResponse, SetupRequest } from '../protocol/session.ts'
import type { DayMemory } from './features/today/day-memory.ts'
import type { FirstLooks } from './first-looks.ts'
import type { OfficeApi } from './office-api.ts'
import type { Problems } from './problems.ts'
import type { ScreenLock } from './screen-lock.ts'
import type { WayKept } from './way-kept.ts'

/** Everything that belongs to the person who is signed in on this phone. */
export interface PersonServices {
  readonly session: SessionResponse
  readonly device: DeviceId
  readonly database: XunhuDatabase
  readonly journal: Journal
  readonly drafts: Drafts
  readonly photos: PhotoShelf
  readonly voices: VoiceShelf
  readonly voiceRecorder: VoiceRecorder
  readonly pendingCapture: PendingCapture
  /** What the database said of itself; null while all is well. */
  readonly storageProblem: Readonly<ShallowRef<DeviceProblem | null>>
  readonly assignments: AssignmentShelf
  readonly sync: SyncEngine
  /** Before anything is written, and once what the first screen reads is under way. */
  protectStorage(): Promise<void>
  /** All that the server does not hold yet, before this phone erases itself; rejects until it is received. */
  uploadLast(): Promise<void>
  /** 导出未同步记录 */
  exportUnsent(): Promise<RescueFile>
}

/** 导入离线记录: opens the file that a phone could not send, and brings it in. */
export interface RescueDesk {
  open(text: string): Promise<OpenedRescue>
  /** Whose it is; rejects where the signed-in person does not answer for them. */
  askAuthor(opened: OpenedRescue): Promise<string>
  bringIn(opened: OpenedRescue, onProgress: (progress: RescueProgress) => void): Promise<readonly RescueResult[]>
}

/** Ends a phone that was revoked. */
export interface LeaveDesk {
  leave(erasure: Erasure, onStep: (step: LeaveStep) => void): Promise<void>
}

/** What was drawn on a copy, and of which photo. */
export interface CopyFacts {
  readonly partId: PartId
  readonly marks: readonly CopyMark[]
  /** How many rectangles were made unrecognisable. */
  readonly mosaics: number
}

/** Photos as evidence, in the office. */
export interface EvidenceDesk {
  /** What a file is, by its bytes, which stay on this device. */
  verify(file: Blob): Promise<{ readonly sha256: Sha256; readonly verdict: VerifyPictureResponse }>
  /** A photo bit by bit as it was recorded; that it was read stands in the audit. */
  original(partId: PartId): Promise<Blob>
  /** Makes a copy known to the server by its hash, which comes back. */
  keepCopy(copy: Blob, facts: CopyFacts): Promise<Sha256>
  /** SHA-256 of a text in UTF-8. */
  hashText(text: string): Promise<Sha256>
  /** Writes down that the file of a case with this hash is about to be printed. */
  notePrint(caseId: SubjectId, sha256: Sha256): Promise<void>
}

/** Puts the bureau's offline map on the server. */
export interface MapDesk {
  publish(
    file: { readonly bytes: ArrayBuffer; readonly name: string },
    onProgress: (bytesSent: number) => void,
  ): Promise<void>
}

/** Built once in container.ts and injected; nothing else builds adapters. */
export interface AppServices {
  readonly clock: Clock
  readonly random: Random
  readonly account: Account
  readonly providerLogin: ProviderLogin
  /** Leaves the app for a page of somebody else. */
  leaveFor(url: string): void
  /** Survives that: kept by this tab. */
  readonly wayKept: WayKept
  readonly ownAccount: OwnAccount
  readonly lock: ScreenLock
  readonly locator: Locator
  readonly office: OfficeApi
  readonly problems: Problems
  readonly firstLooks: FirstLooks
  readonly days: DayMemory
  /** Null until somebody signs in or was remembered. */
  readonly person: ShallowRef<PersonServices | null>
  /** This phone was revoked: what it is to do, or that another window does it; null while it was not. */
  readonly leaving: Readonly<ShallowRef<Erasure | 'elsewhere' | null>>
  /** Loaded when the phone was revoked. */
  leaveDesk(): Promise<LeaveDesk>
  /** What the sign-in screen asks without a session. */
  about(): Promise<AboutResponse>
  setUp(request: SetupRequest): Promise<void>
  /** Loaded when it is needed: a phone in the field never does. */
  rescueDesk(): Promise<RescueDesk>
  /** What a unit without an account does by its link; loaded by nobody else. */
  unitDesk(): Promise<UnitLinkDesk>
  /** The offline map of this browser; loaded when the first screen stands. */
  baseMap(): Promise<BaseMap>
  /** Loaded when it is needed, by administrators. */
  mapDesk(): Promise<MapDesk>
  /** Loaded when it is needed, in the office. */
  evidenceDesk(): Promise<EvidenceDesk>
  /** What 离线可用 stands on, looked at now. */
  readiness(person: PersonServices): Promise<FieldReadiness>
  /** Opens the database of the person and starts syncing. */
  openPerson(session: SessionResponse, device: DeviceId): Promise<PersonServices>
  closePerson(): Promise<void>
}

export const appServicesKey: InjectionKey<AppServices> = Symbol('app services')
