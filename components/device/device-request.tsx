import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';

type Props = {
  asks: { clientName: string; hostName: string; createdAt: Date };
  userCode: string;
  person: { name: string };
  children: React.ReactNode;
};

/** What asks to act as this person. Its name and machine are what it says of itself. */
export function DeviceRequest({ asks, userCode, person, children }: Props) {
  return (
    <>
      <dl className="facts mt-6">
        <dt>Code</dt>
        <dd className="mono">
          <b>{userCode}</b>
        </dd>
        <dt>Program</dt>
        <dd className="mono">{visible(asks.clientName)}</dd>
        <dt>Machine</dt>
        <dd className="mono">{visible(asks.hostName)} (as it says itself)</dd>
        <dt>Asked</dt>
        <dd>
          <TimeText at={asks.createdAt} />
        </dd>
        <dt>Acts as</dt>
        <dd>{visible(person.name)}</dd>
      </dl>
      {children}
    </>
  );
}
