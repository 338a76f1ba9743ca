import { FileX, MousePointerClick } from 'lucide-react'
import { addressText, browserSees, djangoSees } from '../../../shared/text/describe-references.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { useLoaded } from './use-loaded.ts'

/** One page: whether it can be rendered in production, and every name that it needs. */
export function PagePane() {
  const template = useApp((state) => (state.route.view === 'references' ? state.route.selected : null))
  return template === null ? (
    <EmptyState
      icon={<MousePointerClick size={20} />}
      title="Choose a page"
      text="The names that it needs appear here, those of the templates that it extends and includes too."
    />
  ) : (
    <PageDetail template={template} />
  )
}

function PageDetail({ template }: { readonly template: string }) {
  const readPage = useApp((state) => state.readPage)
  const revision = useApp((state) => state.checkSummary?.revision ?? 0)
  const loaded = useLoaded(`${revision} ${template}`, () => readPage(template))
  if (loaded.state === 'failed')
    return <EmptyState icon={<FileX size={20} />} title="The page could not be read" text={loaded.message} />
  if (loaded.state === 'reading') return <div className="detail" aria-busy="true" aria-label="Reading the page" />
  const { names, missing, dynamic, references } = loaded.value
  const worstFirst = references.toSorted((one, other) => rank(one) - rank(other))
  return (
    <div className="detail-pane detail-scroll" tabIndex={0} role="group" aria-label={`About ${template}`}>
      <div className="detail">
        <div className="detail-head">
          <h2 tabIndex={-1}>{template}</h2>
          <p className="detail-source">
            {missing > 0
              ? `This page would answer 500: ${plural(missing, 'name')} of ${names} ${missing === 1 ? 'is' : 'are'} in no manifest.`
              : `${plural(names, 'name')}, and all that can be known ${names === 1 ? 'is' : 'are'} there.`}
            {dynamic > 0 && ` ${plural(dynamic, 'name')} only rendering knows.`}
          </p>
        </div>
        <section aria-label="Names that it needs">
          <h3>Names that it needs</h3>
          <ul className="references">
            {worstFirst.map((reference) => (
              <li key={`${reference.file} ${reference.offset}`} className="reference">
                <Tag {...looks(reference)} />
                <div className="reference-words">
                  <code className="code reference-text" title={addressText(reference)}>
                    {addressText(reference)}
                  </code>
                  <span className="dim">
                    {reference.file}:{reference.line}:{reference.column}
                  </span>
                  <span className="reference-reason">
                    {reference.django.verdict === 'not-seen'
                      ? browserSees(reference)
                      : `Django ${djangoSees(reference)}`}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  )
}

type PageReference = {
  readonly django: { readonly verdict: string }
  readonly url: string | null
  readonly served: string
}

function rank({ django, url, served }: PageReference): number {
  return django.verdict === 'error'
    ? 0
    : url === null || served === 'unknown'
      ? 1
      : django.verdict === 'not-seen'
        ? 2
        : 3
}

function looks({ django, url, served }: PageReference) {
  if (django.verdict === 'error') return { tone: 'bad', sign: '×', text: '500' } as const
  if (url === null || served === 'unknown') return { tone: 'unknown', sign: '?', text: 'not sure' } as const
  if (served === 'missing') return { tone: 'bad', sign: '×', text: '404' } as const
  if (served === 'plain') return { tone: 'warn', sign: '!', text: 'plain' } as const
  return { tone: 'ok', sign: '✓', text: 'fine' } as const
}
