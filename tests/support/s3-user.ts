/** Who the tests are to whichever S3 server they run on; Swift wants an account and a user in the name. */
export const s3User = { accessKeyId: 'xunhu-example:tester', secretAccessKey: 'xunhu-example-secret' } as const
