import Link from 'next/link';
import { type AgentKey, endOf, type KeyState } from '@/lib/domain/keys/agent-key';
import { openScopes } from '@/lib/domain/keys/open-tools';
import { visible } from '@/lib/domain/text/visible';
import { TimeText } from '../ui/time-text';
import { KeyFacts } from './key-facts';
import { KeyStateChip } from './key-state-chip';
import { clientOf, type ListedUse } from './key-table';
import { opensNoTool } from './key-words';
import { type Related, RelatedKeys } from './related-keys';

type ToolUse = { tool: string | null; calls: number; denied: number; lastAt: Date };

type Props = {
  of: AgentKey;
  state: KeyState;
  use: ListedUse;
  tools: readonly ToolUse[];
  related: readonly Related[];
  paused: boolean;
  /** Whether this person may change what it allows. */
  changeable: boolean;
  /** What this person may do to it now. */
  acts: React.ReactNode;
};

function Uses({ tools }: { tools: readonly ToolUse[] }) {
  if (tools.length === 0) return <p className="muted text-13">It has called nothing in 30 days.</p>;
  return (
    <div className="panel">
      <table className="list-table key-uses">
        <caption className="sr-only">Calls in 30 days, by tool</caption>
        <thead>
          <tr>
            <th scope="col">Tool</th>
            <th scope="col">Calls</th>
            <th scope="col">Refused</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {tools.map(({ tool, calls, denied, lastAt }) => (
            <tr key={tool ?? ''}>
              <td className="mono">{tool === null ? 'no tool' : visible(tool)}</td>
              <td className="tabular-nums" data-label="Calls">
                {calls}
              </td>
              <td className={denied > 0 ? 'tabular-nums text-danger' : 'tabular-nums'} data-label="Refused">
                {denied}
              </td>
              <td className="muted" data-label="Last">
                <TimeText at={lastAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the last reason was given for. A key in use has one when it was resumed. */
const reasonOf = {
  active: 'Reason when it was resumed',
  suspended: 'Reason when it was suspended',
  revoked: 'Reason when it was revoked',
} satisfies Record<AgentKey['status'], string>;

/** One agent key: what it allows, what it did, and how to stop it. */
export function KeyDetail({ of: key, state, use, tools, related, paused, changeable, acts }: Props) {
  return (
    <article className="review">
      <header>
        <div className="row key-head">
          <span className="chip">Agent key</span>
          <KeyStateChip keyId={key.id} state={state} paused={paused} />
          <span className="row key-acts">{acts}</span>
        </div>
        <h1>{visible(key.name)}</h1>
        <p className="muted">
          {visible(key.agentIdentity)}, last seen{' '}
          {use.seenAt === null ? 'never' : <TimeText at={use.seenAt} />} {clientOf(use)}
        </p>
        {key.statusReason === null ? null : (
          <p>
            {reasonOf[key.status]}: {visible(key.statusReason)}
          </p>
        )}
        <RelatedKeys related={related} own={{ state, until: endOf(key) }} />
      </header>
      <section className="section first" aria-labelledby="allows">
        <div className="section-head">
          <h2 id="allows">What it allows</h2>
          {changeable ? (
            <Link className="btn sm" href={`/agents/${key.id}/change`} prefetch={false}>
              Change
            </Link>
          ) : null}
        </div>
        {state === 'expired' || state === 'revoked' || openScopes(key.terms).length > 0 ? null : (
          <p className="mb-3 text-danger">{opensNoTool}: change what it allows, or revoke it.</p>
        )}
        <KeyFacts of={key} />
      </section>
      <section className="section" aria-labelledby="uses">
        <div className="section-head">
          <h2 id="uses">What it called</h2>
          <span className="muted text-13">in 30 days: look here before you widen what it may</span>
        </div>
        <Uses tools={tools} />
      </section>
    </article>
  );
}
