// Papers that are made on the spot: one file, there as a whole on a street without network.
export { default as NoticeScreen } from './NoticeScreen.vue'
export { default as ReminderScreen } from './ReminderScreen.vue'
