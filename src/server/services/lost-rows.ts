/** The file was set back while this timeline went on: something with our mark knows more of it than it holds. */
export class LostRowsError extends Error {}
