import Link from 'next/link';
import type { KeyState } from '@/lib/domain/keys/agent-key';
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

type Props = { related: readonly Related[]; own: { state: KeyState; until: Date } };

/** What a key replaced and what replaced it, and until when the older of the two still works. */
export function RelatedKeys({ related, own }: Props) {
  return related.map((one) => (
    <p key={one.id}>
      {replaces[one.is]}{' '}
      <Link className="link" href={`/agents/${one.id}`} prefetch={false}>
        {visible(one.name)}
      </Link>
      {one.worksUntil === null ? ', which no longer works' : null}
      {one.is === 'successor' ? <OwnEnd {...own} /> : null}
      {one.is === 'predecessor' && one.worksUntil !== null ? (
        <>
          , which still works for <TimeText at={one.worksUntil} mode="left" />
        </>
      ) : null}
    </p>
  ));
}

/** Until when a replaced key itself still works; a suspended one is said to be that. */
function OwnEnd({ state, until }: Props['own']) {
  if (state === 'suspended') return null;
  if (state === 'expired' || state === 'revoked') return '. This key no longer works';
  return (
    <>
      . This key still works for <TimeText at={until} mode="left" />
    </>
  );
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
