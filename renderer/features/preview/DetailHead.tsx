import { Copy, FolderOpen } from 'lucide-react'
import type { FileDetail } from '../../../shared/model/preview.ts'
import { formatBytes, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { IsolatedPath } from '../../ui/IsolatedPath.tsx'

/** Name, source, provider and size of a file, with the ways to copy them. */
export function DetailHead({ file }: { readonly file: FileDetail }) {
  const copyText = useApp((state) => state.copyText)
  const reveal = useApp((state) => state.revealSource)
  const canReveal = useApp((state) => state.host?.kind === 'electron')
  const { url, provider } = file
  const shippedBy = provider.package === null ? provider.label : `${provider.package} ${provider.version ?? ''}`.trim()
  return (
    <div className="detail-head">
      <h2 tabIndex={-1}>
        <IsolatedPath path={file.name} />
      </h2>
      <p className="detail-source">
        <IsolatedPath path={file.source} /> · {shippedBy} ·{' '}
        <span title={formatExactBytes(file.size)}>{formatBytes(file.size)}</span>
      </p>
      <div className="detail-actions">
        <Button look="quiet" onPress={() => void copyText(file.name, 'Name')}>
          <Copy size={13} aria-hidden="true" /> Copy name
        </Button>
        {url !== null && file.errors.length === 0 && (
          <Button look="quiet" onPress={() => void copyText(url, 'URL')}>
            <Copy size={13} aria-hidden="true" /> Copy URL
          </Button>
        )}
        <Button look="quiet" onPress={() => void copyText(file.source, 'Path')}>
          <Copy size={13} aria-hidden="true" /> Copy path
        </Button>
        {canReveal && (
          <Button look="quiet" onPress={() => void reveal(file.name)}>
            <FolderOpen size={13} aria-hidden="true" /> Reveal in folder
          </Button>
        )}
      </div>
    </div>
  )
}
