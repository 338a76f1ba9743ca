import type { Severity } from '../../../shared/model/finding.ts'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import { previewOf } from '../../state/preview-of.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import type { Tone } from '../../../shared/text/describe-row.ts'
import { Tag } from '../../ui/Tag.tsx'
import { placeText } from './card-sections.ts'

const LOOKS: Readonly<Record<Severity, { readonly sign: string; readonly text: string; readonly tone: Tone }>> = {
  error: { sign: '×', text: 'error', tone: 'bad' },
  warning: { sign: '!', text: 'warning', tone: 'warn' },
  'debug-only': { sign: '◦', text: 'debug only', tone: 'moved' },
  note: { sign: 'i', text: 'note', tone: 'unknown' },
}

/** What is doubtful about the settings, with what follows from it, and where the preview may differ from the project. */
export function CardWarnings({ card }: { readonly card: SettingsCard }) {
  const { notEmulated, project } = card
  // The list below tells these at more length.
  const warnings = card.warnings.filter(({ code }) => code !== 'not-emulated')
  return (
    <>
      {warnings.length > 0 && (
        <section className="card-section" aria-labelledby="card-warnings">
          <h2 id="card-warnings">What to think of them</h2>
          <ul className="card-warnings">
            {warnings.map(({ code, severity, setting, message, place }, index) => (
              <li key={index} className="card-warning">
                <Tag tone={LOOKS[severity].tone} sign={LOOKS[severity].sign} text={LOOKS[severity].text} title={code} />
                <span>
                  {message}
                  <span className="card-place">
                    {[setting, place === null ? '' : placeText(place, project)]
                      .filter((part) => part !== '')
                      .join(' · ')}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {notEmulated.length > 0 && (
        <section className="card-section" aria-labelledby="card-doubts">
          <h2 id="card-doubts">Where the preview may differ</h2>
          <DoubtActions />
          <ul className="card-warnings">
            {notEmulated.map(({ class: name, method, place, parts, code, recognised }, index) => (
              <li key={index} className="card-warning">
                {recognised === null ? (
                  <Tag tone="warn" sign="≈" text="own code" />
                ) : (
                  <Tag tone="unknown" sign="i" text="tried" />
                )}
                <span>
                  <code>{method === null ? name : `${name}.${method}`}</code> decides {parts}
                  {recognised === null ? '.' : `. It was tried: ${recognised}.`}
                  {place !== null && <span className="card-place">{placeText(place, project)}</span>}
                  {code !== null && (
                    <details className="card-code">
                      <summary>Its code</summary>
                      <pre tabIndex={0} aria-label={`Code of ${method ?? name}`}>
                        {code}
                      </pre>
                    </details>
                  )}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** The ways on from a doubt: what it comes to in the preview, and the answer of the project's own Django. */
function DoubtActions() {
  const projectId = useApp((state) => projectOf(state.route))
  const navigate = useApp((state) => state.navigate)
  const startVerify = useApp((state) => state.startVerify)
  if (projectId === null) return null
  return (
    <p className="card-doubt-actions">
      <Button look="quiet" onPress={() => navigate({ ...previewOf(projectId), panel: 'findings' })}>
        Findings of the preview
      </Button>
      <Button
        look="quiet"
        onPress={() => {
          navigate({ ...previewOf(projectId), panel: 'verify' })
          void startVerify()
        }}
      >
        Verify
      </Button>
    </p>
  )
}
