'use client';

import { useId, useState } from 'react';
import { SubmitButton } from '../ui/submit-button';
import type { BundleQuestion } from './bundle-requests';

type Props = {
  /** The draft that the page is narrowed to, if any. */
  draftId: string | null;
  /** Null where it was asked for; else why not. */
  ask: (question: BundleQuestion) => Promise<string | null>;
};

const numberIn = (text: string): number | undefined => (/^\d{1,15}$/.test(text) ? Number(text) : undefined);

/** Asks for evidence as one file: of the draft at hand, of a range, or of the whole log where nothing is said. */
export function BundleForm({ draftId, ask }: Props) {
  const [range, setRange] = useState({ from: '', to: '' });
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const said = useId();

  async function submit() {
    const from = numberIn(range.from);
    const last = numberIn(range.to);
    const question =
      draftId === null
        ? { ...(from !== undefined && { from }), ...(last !== undefined && { to: last + 1 }) }
        : { draft_id: draftId };
    setBusy(true);
    setRefused(await ask(question));
    setBusy(false);
  }

  const field = (name: 'from' | 'to', label: string, placeholder: string) => (
    <label>
      {label}
      <input
        className="input tabular-nums"
        inputMode="numeric"
        autoComplete="off"
        maxLength={15}
        pattern="\d*"
        placeholder={placeholder}
        value={range[name]}
        aria-describedby={refused === null ? undefined : said}
        onChange={({ currentTarget: { value } }) => setRange((before) => ({ ...before, [name]: value }))}
      />
    </label>
  );

  return (
    <form
      aria-label="Evidence as a file"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {draftId === null ? (
        <>
          {field('from', 'From record', 'the first')}
          {field('to', 'To record', 'the last')}
        </>
      ) : (
        <span className="break-all">
          The records about <span className="mono">{draftId}</span>, each with its proof. That none is left
          out only the whole log shows.
        </span>
      )}
      <SubmitButton className="btn sm" disabled={busy}>
        {busy ? 'Asking…' : 'Make a bundle'}
      </SubmitButton>
      {refused === null ? null : (
        <p className="bundle-more bad" id={said} role="alert">
          {refused}
        </p>
      )}
    </form>
  );
}
