'use client';

import { Check, CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { glyphColumns } from '../diff/glyph-columns';
import { markDifference } from '../diff/mark-difference';
import type { RiskyValue } from './risky-value';

type Props = { wanted: RiskyValue; typed: string; onType: (typed: string) => void };

const differing = (live: string, value: string) =>
  glyphColumns(live, value).reduce(
    (sum, { changed, proposed }) => (changed ? sum + Math.max(proposed.length, 1) : sum),
    0,
  );

function Matches({ wanted }: { wanted: RiskyValue }) {
  if (wanted.live === null) return <span>Matches the draft.</span>;
  const count = differing(wanted.live, wanted.value);
  return (
    <span>
      Matches the draft. Differs from live <span className="value">{wanted.live}</span> in {count}{' '}
      {count === 1 ? 'character' : 'characters'}.
    </span>
  );
}

function Differs({ wanted, typed }: { wanted: RiskyValue; typed: string }) {
  const value = markDifference(typed, wanted.value).after;
  return (
    <span>
      {typed === wanted.live ? 'That is the live host. This draft changes it to ' : 'The draft says '}
      <span className="value">
        {value.map((segment, index) =>
          segment.changed ? (
            <span key={`${index}:${segment.text}`} className="differs ins">
              {segment.text}
            </span>
          ) : (
            segment.text
          ),
        )}
      </span>
      .
    </span>
  );
}

function Hint({ wanted, typed }: { wanted: RiskyValue; typed: string }) {
  if (typed === '') {
    return (
      <span className="hint">
        <span>
          Type <span className="value">{wanted.value}</span> to enable Apply. Pasting is fine.
        </span>
      </span>
    );
  }
  const same = typed === wanted.value;
  const Icon = same ? Check : CircleAlert;
  return (
    <span className={same ? 'hint ok' : 'hint bad'}>
      <Icon className="icon-small" aria-hidden="true" />
      {same ? <Matches wanted={wanted} /> : <Differs wanted={wanted} typed={typed} />}
    </span>
  );
}

/** Typing what is risky, not the word apply. */
export function TypedValue({ wanted, typed, onType }: Props) {
  const id = useId();
  const wrong = typed !== '' && typed !== wanted.value;
  return (
    <div>
      <label className="label" htmlFor={id}>
        Type the {wanted.kind === 'host' ? 'new host' : 'resource’s name'} to confirm
      </label>
      <input
        id={id}
        className={wrong ? 'input mono invalid' : 'input mono'}
        value={typed}
        onChange={(event) => onType(event.target.value.trim())}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        inputMode={wanted.kind === 'host' ? 'url' : 'text'}
        aria-invalid={wrong}
        aria-describedby={`${id}-hint`}
      />
      <output id={`${id}-hint`}>
        <Hint wanted={wanted} typed={typed} />
      </output>
    </div>
  );
}
