import { useEffect, useState } from 'react'

/** Shows where folders can be dropped. The drop itself goes to the host, which knows where the folders lie. */
export function DropTarget() {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const enter = (event: DragEvent) => setOver(event.dataTransfer?.types.includes('Files') === true)
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false)
    const drop = () => setOver(false)
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return (
    <p className={isOver ? 'drop-target drop-over' : 'drop-target'}>
      {isOver ? 'Let go to open' : 'Drop folders anywhere'}
    </p>
  )
}
