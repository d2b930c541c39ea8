import fc from 'fast-check'

/**
 * The seed of every property test: fixed, so that a run says the same about the same code; PROPERTY_SEED looks elsewhere.
 */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20261120) })
