import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import { readerChoice } from '../projects/django-choice.ts'
import type { OpenDjango } from '../projects/open-django.ts'
import { planReading } from '../projects/read-project.ts'
import { currentRequest } from './django-projects.ts'
import type { HostParts } from './implementations.ts'
import type { OpenProject } from './open-projects.ts'
import { settingsFilesOf } from './start-preview.ts'

/** How long a collectstatic may take in the window. */
const TIME_LIMIT_MS = 30 * 60_000
/** What-ifs that the real command can be told as well. */
const WORDS = new Set(['ignore', 'defaultIgnore', 'clear', 'link', 'postProcess', 'order'])

/**
 * Starts to verify a project, or joins a run with the same input. What Django did takes the place of the preview where
 * the two differ, or where the preview had doubts.
 * @throws InspectorError bad-input for what is no Django project and for a what-if that the real Django cannot be told,
 *   consent-needed
 */
export function startVerify(project: OpenProject, parts: HostParts): Job {
  const { engine, jobs, facts, previews, projects, verifications, views, watches, consents } = parts
  const { id, title } = project
  const { choice } = djangoToVerify(project)
  consents.require(choice.project, choice.python)
  const key = JSON.stringify([project.request, choice])
  return jobs.start({ kind: 'verify', projectId: id, title: `Verifying ${title}`, key }, async (context) => {
    const request = await currentRequest(project, parts, context)
    const plan = planReading({ ...readerChoice(choice), timeLimitMs: TIME_LIMIT_MS })
    const folder = verifications.openFolder()
    try {
      const verified = await engine.verifyProject(plan, request, folder, { ...context, facts: facts.open() })
      if (context.signal.aborted) throw new InspectorError('cancelled', 'Cancelled')
      verifications.keep(id, verified, folder)
    } catch (error) {
      verifications.drop(folder)
      throw error
    }
    const known = previews.find(id)
    if (known === null) return
    const corrected = verifications.correct(id, choice, known.preview)
    if (corrected === known.preview) return
    const finished = previews.finish(id, corrected, known.duration)
    views.outdate(id, finished.revision)
    watches.follow(finished, settingsFilesOf(projects.find(id)))
    projects.noteErrors(id, corrected.counts.errors)
  })
}

function djangoToVerify({ title, django }: OpenProject): OpenDjango {
  if (django === null)
    throw new InspectorError('bad-input', `${title} was opened as folders. Verify needs a Django project to run.`)
  const changed = Object.keys(django.whatIf.settings).filter((name) => !WORDS.has(name))
  if (changed.length > 0)
    throw new InspectorError(
      'bad-input',
      `Verify runs the project as its own settings have it. Take back what you have changed first: ${changed.join(', ')}.`,
    )
  return django
}
