import type { FastifyInstance } from 'fastify'
import { DossierPrintRequest, PictureCopyRequest, VerifyPictureRequest } from '../../protocol/evidence.ts'
import type { AppDeps } from '../app-deps.ts'
import { noteDossierPrint } from '../evidence/note-dossier-print.ts'
import { registerCopy } from '../evidence/register-copy.ts'
import { verifyPicture } from '../evidence/verify-picture.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

/** Photos as evidence; the calls of src/protocol/evidence.ts. No call takes or changes a picture. */
export function registerEvidenceRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.post('/api/office/verify-picture', async (request) => {
    const caller = await callerOf(request, 'seeLedger')
    return verifyPicture(deps, caller, parseInput(VerifyPictureRequest, request.body).sha256)
  })

  app.post('/api/office/picture-copies', async (request) => {
    const caller = await callerOf(request, 'exportLedger')
    await registerCopy(deps, caller, parseInput(PictureCopyRequest, request.body))
    return { done: true }
  })

  app.post('/api/office/dossier-prints', async (request) => {
    const caller = await callerOf(request, 'exportLedger')
    await noteDossierPrint(deps, caller, parseInput(DossierPrintRequest, request.body))
    return { done: true }
  })
}
