import Link from 'next/link';
import { packetPath, runPath } from '../audit/record-paths';

export const runTabs = ['packet', 'incident'] as const;
type Tab = (typeof runTabs)[number];

const names = { packet: 'Packet', incident: 'Incident' } satisfies Record<Tab, string>;

/** The two ways to read a run, and its files. */
export function RunTabs({ runId, tab }: { runId: string; tab: Tab }) {
  return (
    <nav className="tabs run-tabs" aria-label="Run">
      {runTabs.map((name) => (
        <Link
          key={name}
          className="tab"
          href={name === 'packet' ? runPath(runId) : `${runPath(runId)}?tab=${name}`}
          aria-current={name === tab ? 'true' : undefined}
          prefetch={false}
        >
          {names[name]}
        </Link>
      ))}
      <span className="flex-1" />
      <a className="btn sm quiet" href={packetPath(runId, 'json')} download="packet.json">
        JSON
      </a>
      <a className="btn sm quiet" href={packetPath(runId, 'md')} download="packet.md">
        Markdown
      </a>
    </nav>
  );
}
