import { types, type ClientConfig, type CustomTypesConfig } from 'pg'

const int8 = 20
const numeric = 1700

/** Whole numbers as numbers: everything that is counted here is less than 2^53. */
const numbersAsNumbers: CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === int8 || oid === numeric ? Number : types.getTypeParser(oid, format as 'text'),
}

const connectWithinMs = 5_000
/** The network may be gone without a word: so much later than the server's own limit the client gives up. */
const networkGraceMs = 5_000

export interface Limits {
  /** No statement runs longer, waiting for its turn included; null where it may take what it takes. */
  readonly statementMs: number | null
  /** The server takes back what a client that fell silent has left open; null where files are written meanwhile. */
  readonly silenceMs: number | null
}

export const clientSettings = (url: string, { statementMs, silenceMs }: Limits): ClientConfig => ({
  connectionString: url,
  application_name: 'xunhu',
  connectionTimeoutMillis: connectWithinMs,
  keepAlive: true,
  types: numbersAsNumbers,
  ...(statementMs === null ? {} : { statement_timeout: statementMs, query_timeout: statementMs + networkGraceMs }),
  ...(silenceMs === null ? {} : { idle_in_transaction_session_timeout: silenceMs }),
})
