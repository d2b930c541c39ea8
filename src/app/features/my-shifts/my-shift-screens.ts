// What an officer opens of her own roster: one file, so that it is there without network as a whole.
export { default as AskSwap } from './AskSwap.vue'
export { default as MyShifts } from './MyShifts.vue'
