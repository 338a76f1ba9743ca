// npm run build: builds whatever has changed into .build/.
import { build, installPackages } from './set-up.mjs'

installPackages()
build()
