import Link from 'next/link';
import { type AgentKey, endOf, type KeyState } from '@/lib/domain/keys/agent-key';
import { keyTail } from '@/lib/domain/keys/key-named';
import { visible } from '@/lib/domain/text/visible';
import { ColumnHeads } from '../ui/column-heads';
import { EnvironmentChip } from '../ui/environment-chip';
import { TimeText } from '../ui/time-text';
import type { KeyAction } from './key-act-types';
import { KeyStateChip } from './key-state-chip';
import { opensInShort } from './key-words';
import { SuspendNow } from './suspend-now';

export type ListedUse = {
  seenAt: Date | null;
  client: string | null;
  clientVersion: string | null;
  calls: number;
  denied: number;
};
type Listed = { key: AgentKey; state: KeyState; use: ListedUse; paused: boolean };

type Props = {
  keys: readonly Listed[];
  personId: string;
  /** Null for who manages no keys. */
  act: KeyAction | null;
};

const columns = [
  ['key', 'Agent key'],
  ['state', 'State'],
  ['owner', 'Owner'],
  ['may', 'May'],
  ['ends', 'Ends'],
  ['seen', 'Last seen'],
  ['use', 'Calls in 24 h'],
] as const;

/** As whom it was last seen: the words of a client, made visible. */
export const clientOf = ({ client, clientVersion }: ListedUse): string =>
  client === null ? '' : visible(`${client} ${clientVersion ?? ''}`.trim());

function Seen({ use }: { use: ListedUse }) {
  if (use.seenAt === null) return <span className="muted">never</span>;
  return (
    <>
      <TimeText at={use.seenAt} /> <span className="muted">{clientOf(use)}</span>
    </>
  );
}

function Row({ of: { key, state, use, paused }, personId, act }: { of: Listed } & Omit<Props, 'keys'>) {
  const stoppable = state === 'active' || state === 'retiring';
  return (
    <tr>
      <td data-col="key">
        <Link className="link font-medium" href={`/agents/${key.id}`} prefetch={false} data-list-item>
          {visible(key.name)}
        </Link>{' '}
        <span className="muted">
          ({keyTail(key.id)}) {visible(key.agentIdentity)}
        </span>
        {key.consent ? (
          <>
            {' '}
            <span className="chip">OAuth</span>{' '}
            <span className="muted break-all">{visible(key.consent.clientId)}</span>
          </>
        ) : null}
      </td>
      <td data-col="state">
        <KeyStateChip keyId={key.id} state={state} paused={paused} />
      </td>
      <td data-col="owner" data-label="Owner">
        {visible(key.owner.name)}
      </td>
      <td data-col="may">
        {key.everyEnvironment ? (
          <span className="chip">Every environment</span>
        ) : (
          <EnvironmentChip environment={key.environment} />
        )}{' '}
        <span className="muted">{opensInShort(key.terms)}</span>
      </td>
      <td data-col="ends" data-label="Ends" className="muted">
        <TimeText at={endOf(key)} />
      </td>
      <td data-col="seen" data-label="Seen">
        <Seen use={use} />
      </td>
      <td data-col="use" data-label="Calls in 24 h" className="tabular-nums">
        {use.calls}
        {use.denied > 0 ? <span className="text-danger"> {use.denied} refused</span> : null}
      </td>
      <td data-col="act">
        {act === null || !stoppable ? null : (
          <SuspendNow keyId={key.id} personId={personId} act={act} of={visible(key.name)} />
        )}
      </td>
    </tr>
  );
}

/** Agent keys, newest first: what each may, where it stands, and what it did of late. */
export function KeyTable({ keys, personId, act }: Props) {
  return (
    <section className="scroll-x" aria-label="Agent keys">
      <table className="list-table agents">
        <caption className="sr-only">Agent keys, newest first</caption>
        <thead>
          <tr>
            <ColumnHeads columns={columns} />
            <th data-col="act" scope="col">
              <span className="sr-only">Stop</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {keys.map((listed) => (
            <Row key={listed.key.id} of={listed} personId={personId} act={act} />
          ))}
        </tbody>
      </table>
    </section>
  );
}
