import { ChevronRight } from 'lucide-react';
import type { Change, Unchanged } from '@/lib/domain/draft/change';
import type { Operation } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import type { Flag } from '@/lib/domain/draft/risk';
import { markDifference } from '../diff/mark-difference';
import { Added, Removed } from '../diff/marked-value';
import { beforeLabel } from './before-label';
import { changeHeading } from './change-heading';

const foldNames = {
  create: 'at the default',
  update: 'unchanged',
  delete: 'kept',
} satisfies Record<Operation, string>;

const fields = (count: number) => `${count} ${count === 1 ? 'field' : 'fields'}`;

const whole = (text: string) => [{ text, changed: false }];

function Sides({
  change,
  showBefore,
  showAfter,
}: {
  change: Change;
  showBefore: boolean;
  showAfter: boolean;
}) {
  const marked = markDifference(change.before ?? '', change.after ?? '');
  const both = change.before !== null && change.after !== null;
  return (
    <>
      {showBefore ? (
        <td className="from" data-label="Live">
          <Side absent={change.before === null} full={change.beforeFull}>
            <Removed className="value big" segments={both ? marked.before : whole(change.before ?? '')} />
          </Side>
        </td>
      ) : null}
      {showAfter ? (
        <td data-label="Proposed">
          <Side absent={change.after === null} full={change.afterFull}>
            <Added className="value big" segments={both ? marked.after : whole(change.after ?? '')} />
          </Side>
        </td>
      ) : null}
    </>
  );
}

function Side({
  absent,
  full,
  children,
}: {
  absent: boolean;
  full: string | null;
  children: React.ReactNode;
}) {
  if (absent) return <span className="muted">not set</span>;
  return (
    <div>
      {children}
      {full === null ? null : <span className="value full">{full}</span>}
    </div>
  );
}

function FlagLinks({ codes, flags }: { codes: readonly string[]; flags: readonly Flag[] }) {
  return (
    <td className="raised" data-label="Flags">
      {codes.length === 0 ? null : (
        <div>
          {flags
            .filter((flag) => codes.includes(flag.code))
            .map((flag) => (
              <a
                key={flag.code}
                className={flag.tier === 'high' ? 'chip bad' : 'chip warn'}
                href={`#flag-${flag.code}`}
              >
                {flag.title}
              </a>
            ))}
        </div>
      )}
    </td>
  );
}

function UnchangedFields({
  unchanged,
  operation,
}: {
  unchanged: readonly Unchanged[];
  operation: Operation;
}) {
  if (unchanged.length === 0) return null;
  return (
    <details className="unchanged">
      <summary className="fold">
        <ChevronRight className="icon-small" aria-hidden="true" />
        {fields(unchanged.length)} {foldNames[operation]}
      </summary>
      <table className="data">
        <caption className="sr-only">Fields that stay as they are</caption>
        <tbody>
          {unchanged.map((field) => (
            <tr key={field.field}>
              <th scope="row">{field.label}</th>
              <td className="value">{field.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The change in words, computed from the live and the proposed spec. Rendered by the server; needs no script. */
export function WordsTable({ review }: { review: Review }) {
  const { draft, changes, flags } = review;
  const { changed, unchanged } = changes;
  const { operation } = draft;
  const showBefore = operation !== 'create';
  const showAfter = operation !== 'delete';
  const total = changed.length + unchanged.length;
  return (
    <section className="section first" aria-labelledby="what-changes">
      <div className="section-head">
        <h2 id="what-changes">{changeHeading(draft)}</h2>
        <span className="muted text-13">
          {operation === 'update' ? `${changed.length} of ${fields(total)}` : fields(changed.length)}
        </span>
        <span className="aside only-wide">Computed from both specs, not from what the proposer says</span>
      </div>
      <div className="panel">
        <table className={operation === 'update' ? 'data words' : 'data words compact'}>
          <caption className="sr-only">{changeHeading(draft)}, in words</caption>
          <thead>
            <tr>
              <th scope="col">Field</th>
              {showBefore ? (
                <th scope="col" className="from">
                  {beforeLabel(review)}
                </th>
              ) : null}
              {showAfter ? <th scope="col">Proposed</th> : null}
              <th scope="col" className="raised">
                Flags
              </th>
            </tr>
          </thead>
          <tbody>
            {changed.map((change) => (
              <tr key={change.field}>
                <th scope="row">{change.label}</th>
                <Sides change={change} showBefore={showBefore} showAfter={showAfter} />
                <FlagLinks codes={change.flags} flags={flags} />
              </tr>
            ))}
          </tbody>
        </table>
        <UnchangedFields unchanged={unchanged} operation={draft.operation} />
      </div>
    </section>
  );
}
