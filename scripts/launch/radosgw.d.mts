/** Whether Ceph's S3 server is here, with all that it needs. */
export function hasRadosgw(): boolean
/** The same, after it was installed where it can be. */
export function testRadosgw(): Promise<boolean>
