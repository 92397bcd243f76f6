import type { ConsentRequest } from '@/lib/domain/oauth/consent';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';

type Props = { asks: ConsentRequest; person: { name: string }; children: React.ReactNode };

/** What asks to act as an agent of this person. Its name is what it says of itself; its address is proved. */
export function ConsentFacts({ asks, person, children }: Props) {
  return (
    <>
      <dl className="facts mt-6">
        <dt>Program</dt>
        <dd>
          <b>{visible(asks.clientName)}</b> (as it says itself)
        </dd>
        <dt>Published by</dt>
        <dd className="mono">{visible(asks.clientHost)}</dd>
        <dt>Answer goes to</dt>
        <dd className="mono">{visible(asks.redirectHost)}</dd>
        <dt>Asked</dt>
        <dd>
          <TimeText at={asks.createdAt} />
        </dd>
        <dt>Owner</dt>
        <dd>{visible(person.name)}</dd>
      </dl>
      {children}
    </>
  );
}
