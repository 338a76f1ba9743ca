import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** Names in which the typed text stands, to choose one instead of typing on. */
export function SuggestedNames({ asked }: { readonly asked: string }) {
  const suggested = useApp((state) => state.suggested)
  const type = useApp((state) => state.openWhy)
  const others = suggested.filter(({ name }) => name !== asked)
  if (others.length === 0) return null
  return (
    <section aria-label="Names with this text">
      <h3>Names with this text</h3>
      <ul className="why-names">
        {others.map(({ name, isCollected }) => (
          <li key={name}>
            <Button look="link" onPress={() => type(name)}>
              {name}
            </Button>
            {!isCollected && <span className="dim"> not collected</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}
