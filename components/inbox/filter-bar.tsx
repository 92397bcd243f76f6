'use client';

import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { type RiskTier, riskTiers } from '@/lib/domain/draft/risk';
import { presentKindNames } from '@/lib/domain/resource/resource-kind';
import { typeNames } from '../drafts/operation-words';
import { inboxFilters } from './inbox-filters';
import { pageLink } from './page-link';

export type Option = { value: string; label: string };

const riskNames = { high: 'High', medium: 'Medium', low: 'Low' } satisfies Record<RiskTier, string>;
const riskOptions = riskTiers.toReversed().map((tier) => ({ value: tier, label: riskNames[tier] }));
const typeOptions = presentKindNames.map((name) => ({ value: name, label: typeNames[name] }));

type SelectProps = {
  name: string;
  value: string;
  options: readonly Option[];
  onChoose: (value: string) => void;
};

function Select({ name, value, options, onChoose }: SelectProps) {
  return (
    <select
      className={value === '' ? 'select' : 'select on'}
      aria-label={`Filter by ${name.toLowerCase()}`}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">{name}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

const tabs = [
  { status: 'pending', label: 'Open' },
  { status: 'applied', label: 'Applied' },
  { status: 'discarded', label: 'Discarded' },
  { status: 'expired', label: 'Expired' },
] as const;

const pick = <T extends string>(all: readonly T[], value: string) => all.find((one) => one === value) ?? null;

/** Status as tabs where there is one to choose, the rest as selects. Everything stands in the URL. */
export function FilterBar({ agents, withStatus }: { agents: readonly Option[]; withStatus: boolean }) {
  const [filters, setFilters] = useQueryStates(inboxFilters, { shallow: false, history: 'push' });
  return (
    <div className="tabs">
      {withStatus
        ? tabs.map(({ status, label }) => (
            <Link
              key={status}
              className="tab"
              href={pageLink('/drafts', filters, { status, cursor: null })}
              prefetch={false}
              aria-current={filters.status === status ? 'true' : undefined}
            >
              {label}
            </Link>
          ))
        : null}
      <span className="flex-1" />
      {withStatus ? null : (
        <label className="row self-test-calls">
          <input
            type="checkbox"
            className="check"
            checked={filters.selftest !== null}
            onChange={({ target }) =>
              void setFilters({ selftest: target.checked ? 'shown' : null, cursor: null })
            }
          />
          With the self-test’s
        </label>
      )}
      <span className="filters">
        <Select
          name="Risk"
          value={filters.risk[0] ?? ''}
          options={riskOptions}
          onChoose={(value) => {
            const tier = pick(riskTiers, value);
            void setFilters({ risk: tier ? [tier] : null, cursor: null });
          }}
        />
        <Select
          name="Type"
          value={filters.type ?? ''}
          options={typeOptions}
          onChoose={(value) => void setFilters({ type: pick(presentKindNames, value), cursor: null })}
        />
        <Select
          name="Agent"
          value={filters.agent ?? ''}
          options={agents}
          onChoose={(value) => void setFilters({ agent: value || null, cursor: null })}
        />
      </span>
    </div>
  );
}
