/** A number typed in full width can be dialled too. */
export const dialable = (typed: string): string => typed.normalize('NFKC').trim()
