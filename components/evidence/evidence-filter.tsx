import Link from 'next/link';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { visible } from '@/lib/domain/text/visible';
import { FilterSelect } from '../ui/filter-select';
import { eventWords } from './event-words';
import type { EvidenceFilters } from './evidence-filters';

type Actor = { id: string; name: string; kind: 'person' | 'agent' };
type Props = { filters: EvidenceFilters; actors: readonly Actor[] };

const groups = [
  { kind: 'person', label: 'People' },
  { kind: 'agent', label: 'Agents' },
] as const;

function WhoSelect({ by, actors }: { by: string | null; actors: readonly Actor[] }) {
  const isListed = by === null || actors.some(({ id }) => id === by);
  return (
    <select name="by" id="by" className={by === null ? 'select' : 'select on'} defaultValue={by ?? ''}>
      <option value="">Everybody</option>
      {isListed ? null : <option value={by}>{by}</option>}
      {groups.map(({ kind, label }) => (
        <optgroup key={kind} label={label}>
          {actors
            .filter((actor) => actor.kind === kind)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {visible(name)}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}

/** A plain form: the filters are the address, with or without script. */
export function EvidenceFilter({ filters, actors }: Props) {
  const { draft, event, by, from, to } = filters;
  const narrowed = Object.values(filters).some((value) => value !== null);
  return (
    <form action="/evidence" aria-label="Filter evidence">
      <div className="tabs">
        <label className="sr-only" htmlFor="draft">
          Draft id
        </label>
        <input
          id="draft"
          name="draft"
          className="input mono filter-input"
          defaultValue={draft ?? ''}
          placeholder="drf_…"
          spellCheck={false}
          autoComplete="off"
        />
        <FilterSelect
          name="event"
          label="Event"
          every="Every event"
          options={evidenceEvents}
          words={eventWords}
          chosen={event}
        />
        <label className="sr-only" htmlFor="by">
          Person or agent
        </label>
        <WhoSelect by={by} actors={actors} />
        <button type="submit" className="btn sm quiet">
          Filter
        </button>
        {narrowed ? (
          <Link className="btn sm ghost" href="/evidence" prefetch={false}>
            Clear
          </Link>
        ) : null}
      </div>
      <details className="more-filters" open={from !== null || to !== null}>
        <summary>By time</summary>
        <div className="grid-filters">
          <label>
            <span>From day, UTC</span>
            <input name="from" type="date" className="input filter-input" defaultValue={from ?? ''} />
          </label>
          <label>
            <span>To day, UTC</span>
            <input name="to" type="date" className="input filter-input" defaultValue={to ?? ''} />
          </label>
        </div>
      </details>
    </form>
  );
}
