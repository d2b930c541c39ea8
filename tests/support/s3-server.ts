import { must } from '../../src/lib/must.ts'

/** The S3-compatible servers that tests run on; both may be there in one run. */
export type S3Server = 'radosgw' | 'swift'

const endpointVariables: Readonly<Record<S3Server, string>> = {
  radosgw: 'TEST_RADOSGW_ENDPOINT',
  swift: 'TEST_SWIFT_ENDPOINT',
}

/** The one that this file of tests is run on. */
export const s3Server = (): S3Server => (process.env['TEST_S3_SERVER'] === 'swift' ? 'swift' : 'radosgw')

/** Said before any test begins. */
export function tellEndpoint(server: S3Server, endpoint: string): void {
  process.env[endpointVariables[server]] = endpoint
}

export const s3Endpoint = (server = s3Server()): string => must(process.env[endpointVariables[server]], server)
