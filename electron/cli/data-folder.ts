import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where this user's own data lie: facts of files kept between runs, and the list of recent projects of `serve`.
 * STATICSCOPE_DATA_FOLDER names another place.
 */
export function dataFolder(): string {
  const chosen = process.env['STATICSCOPE_DATA_FOLDER']
  if (chosen) return chosen
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Staticscope CLI')
  if (process.platform === 'win32') {
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Staticscope CLI')
  }
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'staticscope')
}
