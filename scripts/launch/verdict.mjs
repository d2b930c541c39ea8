/** Everything that was run has passed, and something was not run: of `npm run test:all` that is no pass. */
export const notAllRun = 4

/**
 * What a run of the tests ends with when every step of it has passed.
 *
 * `npm test` is for whatever machine there is: it says what it could not run, and ends with 0. `npm run test:all` stands for
 * everything, so that an engine which is not there leaves it unpassed.
 */
export function verdictOf({ notRun, isAll, seconds }) {
  const lines = notRun.map((engine) => `没有跑，不算通过：${engine}`)
  if (notRun.length === 0) return { lines: [`全部通过，用时 ${seconds} 秒`], code: 0 }
  return { lines: [...lines, `跑过的都通过，用时 ${seconds} 秒`], code: isAll ? notAllRun : 0 }
}
