import Link from 'next/link';
import { callDecisions, callOutcomes } from '@/lib/domain/calls/recorded-call';
import { FilterSelect } from '../ui/filter-select';
import type { AuditFilters } from './audit-filters';
import { decisionNames, outcomeNames } from './call-words';

const more = [
  { name: 'agent', label: 'Agent' },
  { name: 'key', label: 'Key id', hint: 'key_…' },
  { name: 'tool', label: 'Tool, exactly' },
  { name: 'code', label: 'Refused with', hint: 'MCP_CANNOT_APPLY' },
  { name: 'run', label: 'Run' },
  { name: 'correlation', label: 'Correlation id', hint: 'req_…' },
  { name: 'draft', label: 'Draft id', hint: 'drf_…' },
  { name: 'from', label: 'From day, UTC', type: 'date' },
  { name: 'to', label: 'To day, UTC', type: 'date' },
] as const;

/** A plain form: the filters are the address, with or without script. */
export function AuditFilter({ filters }: { filters: AuditFilters }) {
  const { q, decision, outcome } = filters;
  const narrowed = Object.values(filters).some((value) => value !== null);
  const opened = more.some(({ name }) => filters[name] !== null);
  return (
    <form action="/audit" aria-label="Filter calls">
      <div className="tabs">
        <label className="sr-only" htmlFor="q">
          Part of a tool’s name
        </label>
        <input
          id="q"
          name="q"
          className="input filter-input"
          defaultValue={q ?? ''}
          placeholder="Part of a tool’s name"
          spellCheck={false}
          autoComplete="off"
        />
        <FilterSelect
          name="decision"
          label="Decision"
          every="Every decision"
          options={callDecisions}
          words={decisionNames}
          chosen={decision}
        />
        <FilterSelect
          name="outcome"
          label="Outcome"
          every="Every outcome"
          options={callOutcomes}
          words={outcomeNames}
          chosen={outcome}
        />
        <label className="row self-test-calls">
          <input
            type="checkbox"
            className="check"
            name="selftest"
            value="shown"
            defaultChecked={filters.selftest !== null}
          />
          With the self-test’s
        </label>
        <button type="submit" className="btn sm quiet">
          Filter
        </button>
        {narrowed ? (
          <Link className="btn sm ghost" href="/audit" prefetch={false}>
            Clear
          </Link>
        ) : null}
      </div>
      <details className="more-filters" open={opened}>
        <summary>More filters</summary>
        <div className="grid-filters">
          {more.map((field) => (
            <label key={field.name}>
              <span>{field.label}</span>
              <input
                name={field.name}
                type={'type' in field ? field.type : 'text'}
                className="input filter-input"
                defaultValue={filters[field.name] ?? ''}
                placeholder={'hint' in field ? field.hint : undefined}
                spellCheck={false}
                autoComplete="off"
              />
            </label>
          ))}
        </div>
      </details>
    </form>
  );
}
