'use client';

import { Search } from 'lucide-react';
import { debounce, useQueryStates } from 'nuqs';
import { useMemo, useRef } from 'react';
import type { Shortcut } from '../keyboard/shortcut';
import { useShortcuts } from '../keyboard/shortcut-registry';
import { inboxFilters, longestSearch } from './inbox-filters';

const settleMs = 250;

/** Finds drafts by any part of their name, target host, proposer or id. */
export function SearchField() {
  const [{ q, cursor }, setFilters] = useQueryStates(inboxFilters, { shallow: false, history: 'replace' });
  const input = useRef<HTMLInputElement>(null);
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [{ keys: '/', label: 'Search', group: 'Everywhere', run: () => input.current?.focus() }],
    [],
  );
  useShortcuts(shortcuts);
  return (
    <search className="search">
      <Search className="icon-small" aria-hidden="true" />
      <input
        ref={input}
        type="search"
        aria-label="Search by name, host, agent or draft id"
        placeholder="Name, host, agent or id"
        value={q}
        maxLength={longestSearch}
        onChange={(event) =>
          void setFilters(
            // Each field is a replacement of its own, and a late one would undo a click that came between them.
            { q: event.target.value || null, ...(cursor !== null && { cursor: null }) },
            { limitUrlUpdates: debounce(settleMs) },
          )
        }
      />
      <kbd>/</kbd>
    </search>
  );
}
