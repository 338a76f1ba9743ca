import { Copy } from 'lucide-react'
import type { CheckFinding, FindingDetail } from '../../../shared/model/check.ts'
import { describeCheckCode } from '../../../shared/text/describe-check.ts'
import { ageWords, backWords, browserSees, djangoSees } from '../../../shared/text/describe-references.ts'
import { previewOf } from '../../state/preview-of.ts'
import { projectOf } from '../../state/route.ts'
import { SEVERITY_LOOKS } from '../../../shared/text/severity-looks.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { seriesRanges } from '../../ui/series-ranges.ts'
import { SourceFrameView } from '../../ui/SourceFrameView.tsx'
import { Tag } from '../../ui/Tag.tsx'

/** One finding: the place, both verdicts in words, the versions, the nearest names, and what to do. */
export function FindingTab({ detail }: { readonly detail: FindingDetail }) {
  const { finding, reference, frame, series, nearest, age } = detail
  const { title, meaning } = describeCheckCode(finding.code)
  return (
    <div className="detail">
      <div className="detail-head">
        <h2 tabIndex={-1}>{title}</h2>
        <p className="detail-source">{placeWords(finding)}</p>
        <Ways finding={finding} />
      </div>
      {frame !== null && <SourceFrameView frame={frame} />}
      <p className="finding-message">{finding.message}</p>
      <p className="detail-note">{meaning}</p>
      {(reference !== null ||
        nearest.length > 0 ||
        finding.pages.length > 0 ||
        finding.expired !== null ||
        age !== null) && (
        <dl className="facts">
          {reference !== null && (
            <>
              <dt>Django sees</dt>
              <dd>{djangoSees(reference, finding.django === 'error')}</dd>
              <dt>A browser</dt>
              <dd>{browserSees(reference)}</dd>
            </>
          )}
          {nearest.length > 0 && (
            <>
              <dt>Nearest</dt>
              <dd>
                {nearest.map((name) => (
                  <CopyLine key={name} text={name} what="Name" />
                ))}
              </dd>
            </>
          )}
          {finding.pages.length > 0 && (
            <>
              <dt>Pages</dt>
              <dd>
                <PageLinks pages={finding.pages} />
              </dd>
            </>
          )}
          {finding.expired !== null && (
            <>
              <dt>Is back</dt>
              <dd>{backWords(finding.expired)}</dd>
            </>
          )}
          {age !== null && (
            <>
              <dt>Since</dt>
              <dd>{ageWords(age)}</dd>
            </>
          )}
        </dl>
      )}
      {series.length > 0 && (
        <section>
          <h3>By Django version</h3>
          <div className="series" role="group" aria-label="By Django version">
            {seriesRanges(series).map(({ label, fails }) => (
              <Tag key={label} tone={fails ? 'bad' : 'ok'} sign={fails ? '×' : '✓'} text={label} />
            ))}
          </div>
        </section>
      )}
      <WhatToDo detail={detail} />
    </div>
  )
}

function placeWords({ file, line, column, provider }: CheckFinding): string {
  const place = line === null ? '' : `, line ${line}${column === null ? '' : `, column ${column}`}`
  return `${file === '' ? 'the whole project' : file}${place}${provider === null ? '' : ` · shipped by ${provider.label}`}`
}

/** The severity, and the ways to other views of the same file. */
function Ways({ finding }: { readonly finding: CheckFinding }) {
  const projectId = useApp((state) => projectOf(state.route))
  const navigate = useApp((state) => state.navigate)
  const lastCompare = useApp((state) => state.lastCompare)
  const { sign, tone } = SEVERITY_LOOKS[finding.severity]
  const isFile = finding.in === 'static' && finding.file !== ''
  return (
    <div className="detail-actions">
      <Tag
        tone={tone}
        sign={sign}
        text={`${finding.severity === 'debug-only' ? 'debug only' : finding.severity}: ${finding.code}`}
      />
      {finding.confidence !== null && <Tag tone="unknown" text={`${finding.confidence} confidence`} />}
      {isFile && projectId !== null && (
        <Button
          look="link"
          onPress={() => navigate({ ...previewOf(projectId), name: finding.file, tab: 'references' })}
        >
          Show in Preview
        </Button>
      )}
      {isFile && lastCompare !== null && lastCompare.a !== null && lastCompare.b !== null && (
        <Button look="link" onPress={() => navigate({ ...lastCompare, name: finding.file })}>
          Show in Compare
        </Button>
      )}
    </div>
  )
}

function PageLinks({ pages }: { readonly pages: readonly string[] }) {
  const show = useApp((state) => state.showReferences)
  return (
    <ul className="page-links">
      {pages.slice(0, 12).map((template) => (
        <li key={template}>
          <Button look="link" onPress={() => show({ list: 'pages', selected: template, search: '' })}>
            {template}
          </Button>
        </li>
      ))}
      {pages.length > 12 && <li className="dim">and {pages.length - 12} more</li>}
    </ul>
  )
}

function CopyLine({ text, what }: { readonly text: string; readonly what: string }) {
  const copyText = useApp((state) => state.copyText)
  return (
    <span className="copy-line">
      <code className="code">{text}</code>
      <Button look="icon" aria-label={`Copy ${text}`} title="Copy" onPress={() => void copyText(text, what)}>
        <Copy size={13} />
      </Button>
    </span>
  )
}

/** Texts to paste, and the way to live with it. Nothing is changed in the project. */
function WhatToDo({ detail: { finding, fixes, ...rest } }: { readonly detail: FindingDetail }) {
  const copyText = useApp((state) => state.copyText)
  const openAccept = useApp((state) => state.openAccept)
  const unaccept = useApp((state) => state.unacceptFinding)
  return (
    <section aria-label="What to do">
      <h3>What to do</h3>
      <ul className="fixes">
        {fixes.map(({ title, text }) => (
          <li key={title} className="fix">
            <div className="fix-head">
              <span>{title}</span>
              <Button aria-label={`Copy: ${title}`} onPress={() => void copyText(text, 'Text')}>
                Copy
              </Button>
            </div>
            <pre className="fix-text" tabIndex={0} aria-label={title}>
              {text}
            </pre>
          </li>
        ))}
        <li className="fix">
          {finding.accepted === null ? (
            <div className="fix-head">
              <span>Accept, with a reason and a date</span>
              <Button onPress={() => openAccept({ finding, fixes, ...rest })}>Accept…</Button>
            </div>
          ) : (
            <>
              <div className="fix-head">
                <span>
                  <b>Accepted</b> {finding.accepted.expires === null ? 'for good' : `until ${finding.accepted.expires}`}
                </span>
                <Button onPress={() => void unaccept(finding.id)}>Take back</Button>
              </div>
              <p className="detail-note">{finding.accepted.reason}</p>
            </>
          )}
        </li>
      </ul>
    </section>
  )
}
