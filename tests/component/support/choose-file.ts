import type { Screen } from './mount-screen.ts'

/** Chooses a file as the system's dialog would give it. */
export async function chooseFile({ wrapper }: Screen, file: File): Promise<void> {
  const input = wrapper.get<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [file], configurable: true })
  await input.trigger('change')
}
