import { ShieldCheck, ShieldQuestion } from 'lucide-react'
import type { FoundPython } from '../../../shared/model/project-inspection.ts'

type Props = {
  readonly python: FoundPython
  readonly folder: string
  readonly variables: readonly string[]
  readonly patience: number
}

/** What opening the project would run, in plain words and as the exact command; or that it was allowed before. */
export function ConsentCard({ python, folder, variables, patience }: Props) {
  return (
    <section className="consent" aria-labelledby="django-consent">
      <h3 id="django-consent" className="consent-title">
        {python.isAllowed ? (
          <ShieldCheck size={15} aria-hidden="true" />
        ) : (
          <ShieldQuestion size={15} aria-hidden="true" />
        )}
        {python.isAllowed
          ? 'This Python may run: you have allowed it for this project'
          : 'To read the settings, the project’s own code has to run'}
      </h3>
      <pre className="consent-command" tabIndex={0} aria-label="The command that runs">
        {python.command.map(quoted).join(' ')}
      </pre>
      <p className="consent-place">
        in {folder}
        {variables.length > 0 && <>, with {variables.join(', ')} in its environment</>}
      </p>
      {!python.isAllowed && (
        <ul className="consent-words">
          <li>
            It loads the settings and apps as <code>manage.py collectstatic --noinput</code> would, and stops before the
            command. What the project does while it loads, it does here too.
          </li>
          <li>
            Staticscope writes nothing into the project, opens no connection, and ends it if it does not come to an end
            by itself within {patience} seconds.
          </li>
          <li>
            The check of references loads it once more in the same way, by <code>read_media.py</code> in place of{' '}
            <code>read_settings.py</code>, and asks its forms and admin classes which files their media name. No form is
            made and no database is asked.
          </li>
          <li>The button Verify, when you press it, runs the command itself, into a temporary folder.</li>
          <li>The answer is kept for this project and this Python until you forget the project.</li>
        </ul>
      )}
    </section>
  )
}

function quoted(word: string): string {
  return /^[\w./:@%+=,~-]+$/.test(word) ? word : JSON.stringify(word)
}
