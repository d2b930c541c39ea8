// What an assignee opens from 今日: one file, so that a task without network can be finished once it can be read.
export { default as DeferScreen } from './DeferScreen.vue'
export { default as ExtendScreen } from './ExtendScreen.vue'
export { default as FinishScreen } from './FinishScreen.vue'
export { default as PenaltyScreen } from './PenaltyScreen.vue'
export { default as ReturnScreen } from './ReturnScreen.vue'
export { default as TaskList } from './TaskList.vue'
export { default as TaskShow } from './TaskShow.vue'
export { default as VerifyScreen } from './VerifyScreen.vue'
