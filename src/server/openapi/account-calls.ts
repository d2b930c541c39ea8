import * as v from 'valibot'
import {
  AboutResponse,
  EndSessionRequest,
  ErasedReport,
  LoginRequest,
  OwnCalendarLink,
  OwnCalendarState,
  OwnSessionsResponse,
  PasswordRequest,
  ProviderLoginRequest,
  ProviderQuestion,
  ProviderSessionResponse,
  SessionResponse,
  SetupRequest,
} from '../../protocol/session.ts'
import { CalendarFile } from '../routes/own-calendar.ts'
import { done, type ApiCall } from './api-call.ts'

const signedOut = v.object({ signedOut: v.literal(true) })

/** Calls about who is signed in, where, and what is theirs alone. */
export const accountCalls: readonly ApiCall[] = [
  {
    method: 'get',
    path: '/api/about',
    summary: 'What the sign-in screen needs',
    session: false,
    answer: AboutResponse,
  },
  {
    method: 'post',
    path: '/api/login',
    summary: 'Signs in on a device; the session is a cookie',
    session: false,
    body: LoginRequest,
    answer: SessionResponse,
  },
  {
    method: 'post',
    path: '/api/login/provider/begin',
    summary: 'Begins a sign-in through the bureau’s OpenID provider',
    session: false,
    answer: ProviderQuestion,
  },
  {
    method: 'post',
    path: '/api/login/provider',
    summary: 'Signs in whoever the provider sent back',
    session: false,
    body: ProviderLoginRequest,
    answer: ProviderSessionResponse,
  },
  { method: 'post', path: '/api/logout', summary: 'Ends the session', session: false, answer: signedOut },
  {
    method: 'post',
    path: '/api/devices/erased',
    summary: 'A revoked device says that it has erased everything; its session ends',
    session: true,
    body: ErasedReport,
    answer: done,
  },
  { method: 'get', path: '/api/session', summary: 'Who is signed in', session: true, answer: SessionResponse },
  {
    method: 'get',
    path: '/api/sessions',
    summary: 'Where the caller is signed in',
    session: true,
    answer: OwnSessionsResponse,
  },
  {
    method: 'post',
    path: '/api/sessions/end',
    summary: 'Ends one of the caller’s own sessions',
    session: true,
    body: EndSessionRequest,
    answer: done,
  },
  {
    method: 'post',
    path: '/api/password',
    summary: 'Changes one’s own password; the other sessions end',
    session: true,
    body: PasswordRequest,
    answer: done,
  },
  {
    method: 'get',
    path: '/api/own-calendar',
    summary: 'Whether the caller’s shifts can be subscribed to',
    session: true,
    answer: OwnCalendarState,
  },
  {
    method: 'post',
    path: '/api/own-calendar',
    summary: 'A new secret address of the caller’s shifts; the former one ends',
    session: true,
    answer: OwnCalendarLink,
  },
  { method: 'post', path: '/api/own-calendar/end', summary: 'Ends that address', session: true, answer: done },
  {
    method: 'get',
    path: '/api/calendar/{file}',
    summary: 'A person’s shifts as iCalendar, by their secret address',
    session: false,
    params: CalendarFile.entries,
    answer: 'calendar',
  },
  {
    method: 'post',
    path: '/api/setup',
    summary: 'The first administrator, by the one-time link',
    session: false,
    body: SetupRequest,
    answer: done,
  },
]
