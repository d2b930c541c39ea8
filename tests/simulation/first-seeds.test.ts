import { playHalf } from './play-seeds.ts'

playHalf('first')
