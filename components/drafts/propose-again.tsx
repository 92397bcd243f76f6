import Link from 'next/link';
import type { Draft } from '@/lib/domain/draft/draft';

type Props = {
  draft: Pick<Draft, 'type' | 'operation' | 'resourceName'>;
  /** Something of this name is live. */
  live: boolean;
};

/** The way to a proposal on what is live now. Only who may decide is told that a base moved, and they may all propose. */
export function ProposeAgain({ draft: { type, operation, resourceName }, live }: Props) {
  const again = live && operation === 'create' ? 'update' : operation;
  if (!live && again !== 'create') return null;
  const asked = new URLSearchParams({ type, operation: again, name: resourceName });
  return (
    <Link className="link" href={`/drafts/new?${asked}`} prefetch={false}>
      Propose {again === 'delete' ? 'the' : 'an'} {again} of what is live now
    </Link>
  );
}
