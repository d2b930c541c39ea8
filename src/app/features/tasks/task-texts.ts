import { tasks } from '../../texts/zh-CN/tasks.ts'

/** Apart from the catalogue that every screen carries: 今日 must not wait for words that only a task says. */
export const useTaskTexts = (): typeof tasks => tasks
