import Link from 'next/link';
import type { EvidenceEvent } from '@/lib/domain/evidence/leaf';
import { eventWords } from './event-words';

type Props = { draft: string; event: string; events: readonly EvidenceEvent[] };

/** A plain form: the filters are the address, with or without script. */
export function EvidenceFilter({ draft, event, events }: Props) {
  return (
    <form className="tabs" action="/evidence" aria-label="Filter evidence">
      <label className="sr-only" htmlFor="draft">
        Draft id
      </label>
      <input
        id="draft"
        name="draft"
        className="input mono filter-input"
        defaultValue={draft}
        placeholder="drf_…"
        spellCheck={false}
        autoComplete="off"
      />
      <label className="sr-only" htmlFor="event">
        Event
      </label>
      <select id="event" name="event" className={event === '' ? 'select' : 'select on'} defaultValue={event}>
        <option value="">Every event</option>
        {events.map((name) => (
          <option key={name} value={name}>
            {eventWords[name]}
          </option>
        ))}
      </select>
      <button type="submit" className="btn sm quiet">
        Filter
      </button>
      {draft === '' && event === '' ? null : (
        <Link className="btn sm ghost" href="/evidence" prefetch={false}>
          Clear
        </Link>
      )}
    </form>
  );
}
