/** Variables that the engine needs to find programs, homes, languages, temporary folders and the Pythons of projects. */
const KEPT =
  /^(PATH|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|XDG_\w+|APPDATA|LOCALAPPDATA|USERPROFILE|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|PATHEXT|VIRTUAL_ENV|CONDA_PREFIX|PYENV_ROOT|WORKON_HOME|UV_PROJECT_ENVIRONMENT|POETRY_(VIRTUALENVS_PATH|CACHE_DIR)|STATICSCOPE_\w+)$/i

/** The environment that the engine gets: what is on a short list, so that no NODE_OPTIONS or secret travels along. */
export function engineEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && KEPT.test(entry[0]),
    ),
  )
}
