import { Undo2 } from 'lucide-react';
import Link from 'next/link';
import type { Draft } from '@/lib/domain/draft/draft';

type Props = { draft: Pick<Draft, 'reverts' | 'restores'> };

/** Which decided draft this one undoes or proposes once more, if any. */
export function FollowsNote({ draft: { reverts, restores } }: Props) {
  const before = reverts ?? restores;
  if (before === null) return null;
  return (
    <div className="banner above">
      <Undo2 className="icon" aria-hidden="true" />
      <span>
        {reverts === null ? 'Proposes once more what was not applied: ' : 'Undoes what was applied: '}
        <Link className="link" href={`/drafts/${before}`} prefetch={false}>
          the draft before
        </Link>
        .
      </span>
    </div>
  );
}
