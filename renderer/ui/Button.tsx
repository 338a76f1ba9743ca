import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components'

type Props = Omit<AriaButtonProps, 'className' | 'children'> & {
  readonly look?: 'plain' | 'primary' | 'quiet' | 'icon' | 'link'
  readonly children: ReactNode
  /** Native tooltip. */
  readonly title?: string
}

/** A button in one of the product's looks. `icon` ones must be given an `aria-label`. */
export function Button({ look = 'plain', children, title, ...props }: Props) {
  return (
    <AriaButton
      {...props}
      className={`button button-${look}`}
      {...(title === undefined ? {} : { render: (dom) => <button {...dom} title={title} /> })}
    >
      {children}
    </AriaButton>
  )
}
