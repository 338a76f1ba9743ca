import { useEffect, useState } from 'react'
import { formatCount } from '../../../../shared/text/format-bytes.ts'
import { ChipGroup } from '../../../ui/ChipGroup.tsx'
import { BitmapCanvas, type StageSize } from './BitmapCanvas.tsx'
import type { Picture } from './ImageDiff.tsx'
import type { PixelAnswer } from './pixel-map.ts'
import { runPixelMap } from './run-pixel-map.ts'

type Props = { readonly name: string; readonly before: Picture; readonly after: Picture }

const MODES = [
  { id: 'side', label: 'Side by side' },
  { id: 'swipe', label: 'Swipe' },
  { id: 'onion', label: 'Onion skin' },
  { id: 'pixels', label: 'Pixel map' },
] as const
type Mode = (typeof MODES)[number]['id']

/** Two pictures in one of four ways; where a side has none, the other alone. */
export function ImageStage({ name, before, after }: Props) {
  const [mode, setMode] = useState<Mode>('side')
  if (before.state !== 'ready' || after.state !== 'ready') {
    return (
      <div className="image-sides">
        <OneSide label="Before" name={name} picture={before} />
        <OneSide label="After" name={name} picture={after} />
      </div>
    )
  }
  const [a, b] = [before.bitmap, after.bitmap]
  const size = { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) }
  return (
    <>
      <ChipGroup label="How to compare" look="segments" value={mode} choices={MODES} onChange={setMode} />
      {mode === 'side' && (
        <div className="image-sides">
          <OneSide label="Before" name={name} picture={before} />
          <OneSide label="After" name={name} picture={after} />
        </div>
      )}
      {mode === 'swipe' && <Layered look="swipe" a={a} b={b} size={size} />}
      {mode === 'onion' && <Layered look="onion" a={a} b={b} size={size} />}
      {mode === 'pixels' && <PixelView a={a} b={b} size={size} />}
    </>
  )
}

type OneSideProps = { readonly label: string; readonly name: string; readonly picture: Picture }

function OneSide({ label, name, picture }: OneSideProps) {
  return (
    <figure className="image-side">
      <figcaption>{label}</figcaption>
      {picture.state === 'ready' && (
        <BitmapCanvas
          bitmap={picture.bitmap}
          size={{ width: picture.bitmap.width, height: picture.bitmap.height }}
          label={`${label}: ${name}`}
        />
      )}
      {picture.state === 'reading' && <p className="dim">Reading…</p>}
      {picture.state === 'none' && <p className="dim">No picture on this side.</p>}
      {picture.state === 'failed' && <p className="image-problem">{picture.message}</p>}
    </figure>
  )
}

type PairProps = { readonly a: ImageBitmap; readonly b: ImageBitmap; readonly size: StageSize }

/** The new picture over the old one, from a line on or as strongly as the slider says. */
function Layered({ look, a, b, size }: PairProps & { readonly look: 'swipe' | 'onion' }) {
  const [share, setShare] = useState(50)
  return (
    <div className="image-layered">
      <div className="image-layers">
        <BitmapCanvas bitmap={a} size={size} label="Before" />
        <BitmapCanvas
          bitmap={b}
          size={size}
          label="After"
          style={look === 'swipe' ? { clipPath: `inset(0 0 0 ${share}%)` } : { opacity: share / 100 }}
        />
        {look === 'swipe' && <span className="swipe-line" style={{ left: `${share}%` }} />}
      </div>
      <label className="image-slider">
        <span>{look === 'swipe' ? 'Before' : 'Only before'}</span>
        <input
          type="range"
          min={0}
          max={100}
          value={share}
          aria-label={look === 'swipe' ? 'Line between before and after' : 'Strength of after'}
          onChange={(event) => setShare(Number(event.target.value))}
        />
        <span>{look === 'swipe' ? 'After' : 'Only after'}</span>
      </label>
    </div>
  )
}

type Mapped =
  | { readonly state: 'working' }
  | { readonly state: 'ready'; readonly answer: PixelAnswer }
  | { readonly state: 'failed'; readonly message: string }

/** Where pixels differ, and how many. */
function PixelView({ a, b, size }: PairProps) {
  const { width, height } = size
  const [mapped, setMapped] = useState<Mapped>({ state: 'working' })
  useEffect(() => {
    const abort = new AbortController()
    runPixelMap({ a, b, width, height }, abort.signal).then(
      (answer) => setMapped({ state: 'ready', answer }),
      (error: unknown) => abort.signal.aborted || setMapped({ state: 'failed', message: String(error) }),
    )
    return () => abort.abort()
  }, [a, b, width, height])
  if (mapped.state === 'working') return <p className="dim">Comparing pixels…</p>
  if (mapped.state === 'failed') return <p className="image-problem">{mapped.message}</p>
  const { changed, mask } = mapped.answer
  const total = width * height
  const isResized = a.width !== b.width || a.height !== b.height
  return (
    <div className="image-layered">
      <p role="status">
        <b>
          {formatCount(changed)} of {formatCount(total)} pixels differ
        </b>{' '}
        ({((changed / total) * 100).toFixed(changed / total < 0.001 ? 3 : 1)} %)
        {isResized && '; both lie in the upper left corner, and what only one covers differs'}
      </p>
      <div className="image-layers">
        <BitmapCanvas bitmap={b} size={size} label="After" style={{ opacity: 0.3 }} />
        {mask !== null && (
          <BitmapCanvas
            bitmap={mask.bitmap}
            at={mask.box}
            size={size}
            label="Pixels that differ"
            style={{ background: 'none', zIndex: 1 }}
          />
        )}
      </div>
    </div>
  )
}
