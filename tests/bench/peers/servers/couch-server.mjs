// A process of its own: the CouchDB protocol on LevelDB. Arguments: folder, port. Ends with whoever holds its standard input.
import express from 'express'
import expressPouchDb from 'express-pouchdb'
import PouchDB from 'pouchdb-node'

const [folder, port] = process.argv.slice(2)
const OnDisk = PouchDB.defaults({ prefix: `${folder}/` })
const app = express()
app.use('/', expressPouchDb(OnDisk, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${folder}/log.txt` }))
app.listen(Number(port), '127.0.0.1')
process.stdin.on('close', () => process.exit()).resume()
