// run.mjs ENTRY [ARGUMENT…]: makes the clone ready, then runs a program of the project in this very process, on Node 24.
import * as modules from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build, continueOnProjectNode, installPackages, root } from './set-up.mjs'

installPackages()
continueOnProjectNode()
build()

// Compiled code of the bundle is kept, which halves the start of a short command. Node 20 does not have this.
modules.enableCompileCache?.(join(root, 'node_modules/.cache/compile'))

const entry = join(root, process.argv[2] ?? '')
// npm runs scripts in the project's folder; paths on the command line are meant from where people are.
if (process.env['INIT_CWD'] !== undefined) process.chdir(process.env['INIT_CWD'])
process.argv.splice(1, 2, entry)
await import(pathToFileURL(entry).href)
