import { ArrowDown, ArrowUp } from 'lucide-react'
import { Button } from '../../../ui/Button.tsx'
import { CheckField } from '../../../ui/CheckField.tsx'

type Props = {
  readonly names: readonly string[]
  /** Indexes of the folders that are asked, in order. */
  readonly order: readonly number[]
  readonly onChange: (order: readonly number[]) => void
}

/** The folders of a project in the order in which they are asked; each can be moved or left out. */
export function FolderOrder({ names, order, onChange }: Props) {
  const left = names.map((_, index) => index).filter((index) => !order.includes(index))
  const move = (at: number, by: -1 | 1) => {
    const moved = [...order]
    const [index] = moved.splice(at, 1)
    if (index !== undefined) moved.splice(at + by, 0, index)
    onChange(moved)
  }
  return (
    <div>
      <span className="field-label" id="folder-order">
        Folders and apps, the first one wins; STATICFILES_DIRS come before apps
      </span>
      <ol className="folder-order" aria-labelledby="folder-order">
        {[...order, ...left].map((index) => {
          const at = order.indexOf(index)
          const name = names[index] ?? ''
          return (
            <li key={index} className="folder-order-row">
              <CheckField
                label={name}
                isSelected={at >= 0}
                onChange={(isIn) => onChange(isIn ? [...order, index] : order.filter((other) => other !== index))}
              />
              <Button look="icon" aria-label={`Move ${name} up`} isDisabled={at <= 0} onPress={() => move(at, -1)}>
                <ArrowUp size={14} />
              </Button>
              <Button
                look="icon"
                aria-label={`Move ${name} down`}
                isDisabled={at < 0 || at === order.length - 1}
                onPress={() => move(at, 1)}
              >
                <ArrowDown size={14} />
              </Button>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
