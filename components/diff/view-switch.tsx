'use client';

import { type DiffView, diffViews } from './use-diff-view';

const names = { fields: 'Fields', unified: 'Unified', split: 'Split', raw: 'Raw' } satisfies Record<
  DiffView,
  string
>;

type Props = { view: DiffView; onChoose: (view: DiffView) => void; without: readonly DiffView[] };

export function ViewSwitch({ view, onChoose, without }: Props) {
  return (
    <fieldset className="switch" aria-label="Diff view">
      {diffViews
        .filter((one) => !without.includes(one))
        .map((one) => (
          <button
            key={one}
            type="button"
            className={one === 'split' ? 'only-wide' : undefined}
            aria-pressed={view === one}
            onClick={() => onChoose(one)}
          >
            {names[one]}
          </button>
        ))}
    </fieldset>
  );
}
