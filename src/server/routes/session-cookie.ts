import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'

/** `__Host-` binds the cookie to this host over HTTPS; WebKit drops Secure cookies on http, so loopback gets a plain name. */
const isSecure = (config: Config): boolean => config.publicUrl.startsWith('https://')
const nameOf = (config: Config): string => (isSecure(config) ? '__Host-xunhu' : 'xunhu')
/** As long as browsers keep any cookie: the server alone ends a session, 45 days after its last use. */
const maxAgeSeconds = 400 * 24 * 60 * 60

export const readSessionCookie = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[nameOf(config)]

export function setSessionCookie(reply: FastifyReply, config: Config, secret: string): void {
  reply.setCookie(nameOf(config), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure(config),
    maxAge: maxAgeSeconds,
  })
}

export function clearSessionCookie(reply: FastifyReply, config: Config): void {
  reply.clearCookie(nameOf(config), { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure(config) })
}
