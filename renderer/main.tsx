import '../shared/contract/schemas-without-eval.ts'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './styles/tokens.css'
import './styles/contrast.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/fields.css'
import './styles/layers.css'
import './styles/rows.css'
import './app/shell.css'
import { startPage } from './app/start-page.tsx'

void startPage(document)
