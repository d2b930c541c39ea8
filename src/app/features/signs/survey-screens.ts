// What a surveyor opens from 今日: one file, so that a street without network has all of it or none.
export { default as CordonScreen } from './CordonScreen.vue'
export { default as SignEdit } from './SignEdit.vue'
export { default as SignForm } from './SignForm.vue'
export { default as SignList } from './SignList.vue'
export { default as SignNew } from './SignNew.vue'
export { default as SignShow } from './SignShow.vue'
export { default as SurveyScreen } from './SurveyScreen.vue'
export { default as SurveyStart } from './SurveyStart.vue'
