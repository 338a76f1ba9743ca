import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { useApp } from '../../state/store-context.ts'
import { DifferenceOf } from './kinds/DifferenceOf.tsx'
import { kindOfName } from './kinds/kind-of-name.ts'
import { TextDifference } from './TextDifference.tsx'

/** What differs in a file, in the way that suits what it is. */
export function DifferenceTab({ file }: { readonly file: ComparisonFile }) {
  const comparisonId = useApp((state) => state.comparison?.comparisonId ?? '')
  const { name } = file.difference
  return (
    <div className="difference">
      <DifferenceOf
        comparisonId={comparisonId}
        name={name}
        kind={kindOfName(name)}
        text={<TextDifference key={name} file={file} />}
      />
    </div>
  )
}
