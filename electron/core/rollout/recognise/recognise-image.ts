import type { Found } from './found-facts.ts'

/** What a Dockerfile tells: a collect while the image is built puts the files into each image. */
export function recogniseDockerfile(file: string, text: string): Found[] {
  return text.split('\n').flatMap((raw, index): Found[] => {
    const at = { file, line: index + 1, text: raw.trim() }
    if (/^\s*RUN\b.*collectstatic|^\s+.*manage\.py\s+collectstatic/.test(raw))
      return [
        {
          ...at,
          sentence: 'collectstatic runs while the image is built: each image has the files of its release.',
          plan: { topology: 'files-in-image' },
        },
      ]
    if (/^\s*(?:CMD|ENTRYPOINT)\b.*collectstatic/.test(raw))
      return [{ ...at, sentence: 'collectstatic runs at each start of a container.', plan: {} }]
    return workersOf(raw, at)
  })
}

/** What a Procfile tells: the release phase, and the workers of the web process. */
export function recogniseProcfile(file: string, text: string): Found[] {
  return text.split('\n').flatMap((raw, index): Found[] => {
    const at = { file, line: index + 1, text: raw.trim() }
    if (/^release:.*collectstatic/.test(raw))
      return [
        {
          ...at,
          sentence: 'collectstatic runs in the release phase, before the processes start.',
          plan: { collect: { at: 300 }, switch: { at: 600 } },
        },
      ]
    return workersOf(raw, at)
  })
}

function workersOf(line: string, at: Pick<Found, 'file' | 'line' | 'text'>): Found[] {
  const found: Found[] = []
  const preloads = /gunicorn\b.*--preload/.test(line)
  if (preloads)
    found.push({
      ...at,
      sentence:
        'gunicorn loads the application before it forks: with WhiteNoise a recycled worker keeps table and files of its parent until a full restart.',
      plan: { recycling: false },
    })
  if (/gunicorn\b.*--max-requests\b/.test(line))
    found.push({
      ...at,
      sentence: 'Workers restart after so many requests, at any time.',
      plan: preloads ? {} : { recycling: true },
    })
  return found
}
