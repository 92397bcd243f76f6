import { Inbox, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import type { Environment } from '@/lib/domain/resource/resource-kind';
import { ColumnHeads } from '../ui/column-heads';
import { EnvironmentChip } from '../ui/environment-chip';
import { MiddleCut } from '../ui/middle-cut';
import { TimeText } from '../ui/time-text';
import { utcWords } from '../ui/time-words';

export type EndpointFact = { field: string; label: string; value: string };

export type EndpointVersion = {
  version: number;
  operation: 'create' | 'update' | 'delete';
  draftId: string;
  by: string;
  at: Date;
};

type Props = {
  endpoint: {
    id: string;
    name: string;
    host: string | null;
    environment: Environment;
    version: number;
    digest: string;
    updatedAt: Date;
    deletedAt: Date | null;
  };
  facts: readonly EndpointFact[];
  versions: readonly EndpointVersion[];
  pendingDrafts: number;
  /** Whether this person may propose. */
  proposes: boolean;
  /** Whether the word of its newest version has arrived. */
  delivery: React.ReactNode;
};

const acts = { create: 'Created', update: 'Changed', delete: 'Deleted' } as const;

function PendingBanner({ name, count }: { name: string; count: number }) {
  if (count === 0) return null;
  return (
    <div className="banner above">
      <Inbox className="icon" aria-hidden="true" />
      <span className="font-medium">
        {count} pending {count === 1 ? 'draft' : 'drafts'}
      </span>
      <span className="end">
        <Link className="link" href={`/drafts?q=${encodeURIComponent(name)}`} prefetch={false}>
          Review
        </Link>
      </span>
    </div>
  );
}

const versionColumns = [
  ['version', 'Version'],
  ['act', 'What'],
  ['by', 'Applied by'],
  ['when', 'When'],
  ['draft', 'From draft'],
] as const;

function Versions({ versions }: { versions: readonly EndpointVersion[] }) {
  return (
    <section className="section" aria-labelledby="versions">
      <div className="section-head">
        <h2 id="versions">Versions</h2>
        <span className="muted text-13">newest first</span>
      </div>
      <div className="panel">
        <table className="list-table versions">
          <caption className="sr-only">Versions of this endpoint</caption>
          <thead>
            <tr>
              <ColumnHeads columns={versionColumns} />
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.version}>
                <td data-col="version">v{version.version}</td>
                <td data-col="act">{acts[version.operation]}</td>
                <td data-col="by" data-label="Applied by">
                  {version.by}
                </td>
                <td data-col="when" className="muted tabular-nums">
                  {utcWords(version.at)}
                </td>
                <td data-col="draft" data-label="From draft">
                  <Link className="link mono" href={`/drafts/${version.draftId}`} prefetch={false}>
                    {version.draftId.slice(0, 4)}…{version.draftId.slice(-6)}
                  </Link>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const proposeHref = (operation: 'update' | 'delete', name: string) =>
  `/drafts/new?${new URLSearchParams({ type: 'endpoint', operation, name })}`;

/** What a person may propose from here; it waits for a decision like any draft. */
function ProposeLinks({ name }: { name: string }) {
  return (
    <p className="row flex-wrap mt-5">
      <Link className="btn" href={proposeHref('update', name)} prefetch={false}>
        <Pencil className="icon-small" aria-hidden="true" />
        Propose an update
      </Link>
      <Link className="btn" href={proposeHref('delete', name)} prefetch={false}>
        <Trash2 className="icon-small" aria-hidden="true" />
        Propose a delete
      </Link>
    </p>
  );
}

/** One endpoint as it is live: its settings in words, how it came to be, and what waits for it. */
export function EndpointDetail({ endpoint, facts, versions, pendingDrafts, proposes, delivery }: Props) {
  return (
    <article className="review">
      <PendingBanner name={endpoint.name} count={pendingDrafts} />
      {delivery}
      <header>
        <div className="row">
          <span className="chip">Endpoint</span>
          <span className="chip">{endpoint.deletedAt === null ? 'Live' : 'Deleted'}</span>
          <span className="row ml-auto">
            <EnvironmentChip environment={endpoint.environment} />
          </span>
        </div>
        <h1>
          {endpoint.name} {endpoint.host === null ? null : <span className="mono">{endpoint.host}</span>}
        </h1>
        <dl className="strip three">
          <div>
            <dt>Version</dt>
            <dd>v{endpoint.version}</dd>
          </div>
          <div>
            <dt>{endpoint.deletedAt === null ? 'Changed' : 'Deleted'}</dt>
            <dd>
              <TimeText at={endpoint.deletedAt ?? endpoint.updatedAt} mode="both" />
            </dd>
          </div>
          <div>
            <dt>Digest</dt>
            <dd>
              <MiddleCut text={endpoint.digest} label="Copy digest" />
            </dd>
          </div>
        </dl>
      </header>
      {proposes && endpoint.deletedAt === null ? <ProposeLinks name={endpoint.name} /> : null}
      <section className="section first" aria-labelledby="settings">
        <div className="section-head">
          <h2 id="settings">Settings</h2>
          <span className="muted text-13">{facts.length} fields</span>
        </div>
        <div className="panel">
          <table className="data words compact">
            <caption className="sr-only">Settings of {endpoint.name}</caption>
            <tbody>
              {facts.map((fact) => (
                <tr key={fact.field}>
                  <th scope="row">{fact.label}</th>
                  <td className="value" data-label="Value">
                    {fact.value}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <Versions versions={versions} />
    </article>
  );
}
