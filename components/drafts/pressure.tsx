import { ChevronRight, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { countOf, type EarlierCall, type Pressure, type RefusedCalls } from '@/lib/domain/calls/pressure';
import { keyNamed } from '@/lib/domain/keys/key-named';
import { stillVisible } from '@/lib/domain/text/visible';
import { Breakable } from '../ui/breakable';
import { TimeText } from '../ui/time-text';

const outcomeNames = {
  ok: 'answered',
  denied: 'refused',
  error: 'not accepted',
  timeout: 'timed out',
} satisfies Record<EarlierCall['outcome'], string>;

/** What was asked for, who asked where it was another key, and under it what it got. */
function Asked({
  call: { asked, by },
  children,
}: {
  call: Pick<EarlierCall, 'asked' | 'by'>;
  children: React.ReactNode;
}) {
  return (
    <th scope="row" className="value">
      <span className="mono">
        <Breakable text={stillVisible(asked)} />
      </span>
      {by === null ? null : (
        <span className="answer">
          By another key that claims this run:{' '}
          <Link className="link" href={`/agents/${by.keyId}`} prefetch={false}>
            {keyNamed(by.name, by.keyId)}
          </Link>
        </span>
      )}
      <span className="answer">{children}</span>
    </th>
  );
}

function RefusedRow({ group }: { group: RefusedCalls }) {
  return (
    <tr>
      <Asked call={group}>
        {group.code} <Breakable text={group.rule ?? ''} />
      </Asked>
      <td className="number">{group.count}×</td>
      <td className="number muted">
        <TimeText at={group.last} />
      </td>
    </tr>
  );
}

const keyOf = ({ asked, rule, code, by, inRun, onThis }: RefusedCalls) =>
  [asked, rule, code, by?.keyId, inRun, onThis].join(' ');

const times = (groups: readonly RefusedCalls[]): string => {
  const count = countOf(groups);
  return count === 1 ? 'once' : `${count} times`;
};

function AppliedItself({ refused }: { refused: readonly RefusedCalls[] }) {
  const tries = refused.filter(({ onThis }) => onThis);
  const [own, others] = [tries.filter(({ by }) => by === null), tries.filter(({ by }) => by !== null)];
  if (tries.length === 0) return null;
  return (
    <div className="flag high">
      <TriangleAlert className="icon" aria-hidden="true" />
      <div>
        {own.length === 0 ? null : <h3>This agent tried to apply this draft itself, {times(own)}</h3>}
        {others.length === 0 ? null : <h3>Another key tried to apply this draft, {times(others)}</h3>}
        <p>It was refused: only a person applies.</p>
      </div>
    </div>
  );
}

/** One part of what was refused, with its divider. */
function RefusedPart({ title, refused }: { title: string; refused: readonly RefusedCalls[] }) {
  if (refused.length === 0) return null;
  return (
    <tbody>
      <tr className="part">
        <th scope="rowgroup" colSpan={3}>
          {title}
        </th>
      </tr>
      {refused.map((group) => (
        <RefusedRow key={keyOf(group)} group={group} />
      ))}
    </tbody>
  );
}

function Refused({ refused }: { refused: readonly RefusedCalls[] }) {
  if (refused.length === 0) return <p className="pressure-none">Nothing was refused.</p>;
  return (
    <table className="data pressure">
      <caption className="sr-only">What was refused, the latest first</caption>
      <thead>
        <tr>
          <th scope="col">Asked for</th>
          <th scope="col" className="number">
            Times
          </th>
          <th scope="col" className="number">
            Last
          </th>
        </tr>
      </thead>
      <RefusedPart title="After it proposed this" refused={refused.filter(({ after }) => after)} />
      <RefusedPart title="Before it proposed this" refused={refused.filter(({ after }) => !after)} />
    </table>
  );
}

const callsWords = (count: number, more: boolean): string => {
  if (more) return `The last ${count} calls`;
  return count === 1 ? '1 call' : `${count} calls`;
};

function Calls({ calls, more }: { calls: readonly EarlierCall[]; more: boolean }) {
  if (calls.length === 0) return null;
  return (
    <details className="unchanged">
      <summary className="fold">
        <ChevronRight className="icon-small" aria-hidden="true" />
        {callsWords(calls.length, more)} before this draft in the same run
      </summary>
      <table className="data pressure">
        <caption className="sr-only">Calls before this draft in the same run, oldest first</caption>
        <tbody>
          {calls.map((call) => (
            <tr key={call.id}>
              <Asked call={call}>
                {outcomeNames[call.outcome]} {call.code}
              </Asked>
              <td className="number muted">
                <TimeText at={call.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** What the agent asked for around its draft and was refused: how it behaves at the boundary. */
export function PressureSection({ pressure }: { pressure: Pressure | null }) {
  if (pressure === null) return null;
  const { refused, moreRefused, calls, moreCalls } = pressure;
  const count = `${countOf(refused)}${moreRefused ? '+' : ''}`;
  return (
    <section className="section" aria-labelledby="pressure">
      <div className="section-head">
        <h2 id="pressure">What this agent asked for and was refused</h2>
        <span className="muted text-13 nowrap">{refused.length === 0 ? null : `${count} refused`}</span>
        <span className="aside">In this run, and to its key from a day before</span>
      </div>
      <div className="panel">
        <AppliedItself refused={refused} />
        <Refused refused={refused} />
        <Calls calls={calls} more={moreCalls} />
      </div>
    </section>
  );
}
