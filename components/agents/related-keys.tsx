import Link from 'next/link';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';

/** A key that this one replaced, or that replaced it; `worksUntil` is null for one that opens nothing now. */
export type Related = {
  is: 'predecessor' | 'successor';
  id: string;
  name: string;
  worksUntil: Date | null;
};

const replaces = { predecessor: 'Replaces', successor: 'Replaced by' } as const;
const named = { predecessor: 'The key it replaced', successor: 'The key that replaced it' } as const;

/** What a key replaced and what replaced it, and until when each still works. */
export function RelatedKeys({ related }: { related: readonly Related[] }) {
  return related.map(({ is, id, name, worksUntil }) => (
    <p key={id}>
      {replaces[is]}{' '}
      <Link className="link" href={`/agents/${id}`} prefetch={false}>
        {visible(name)}
      </Link>
      {worksUntil === null ? (
        ', which no longer works'
      ) : (
        <>
          , which still works for <TimeText at={worksUntil} mode="left" />
        </>
      )}
    </p>
  ));
}

/** What revoking one key does not end: the tokens of its line that still work. */
export function StillWorking({ related }: { related: readonly Related[] }) {
  return related.map(({ is, id, worksUntil }) =>
    worksUntil === null ? null : (
      <p key={id} className="text-13">
        {named[is]} still works for <TimeText at={worksUntil} mode="left" />:{' '}
        <Link className="link" href={`/agents/${id}`} prefetch={false}>
          revoke it too
        </Link>
      </p>
    ),
  );
}
