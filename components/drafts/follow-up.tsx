'use client';

import { RotateCcw, Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import type { Result } from '@/lib/domain/refusal';
import { answerInTime } from './answer-in-time';

/** `personId` is the person the page was rendered for; the server compares it with who is signed in. */
export type FollowInput = { draftId: string; personId: string; idempotencyKey: string };
export type FollowAction = (input: FollowInput) => Promise<Result<{ draft: { id: string } }>>;

type Props = { as: 'revert' | 'restore'; draftId: string; personId: string; act: FollowAction };

const kinds = {
  revert: {
    Icon: Undo2,
    button: 'Propose a revert',
    note: 'A revert is a new draft in your name. Nothing changes until it is applied.',
  },
  restore: {
    Icon: RotateCcw,
    button: 'Restore as a new draft',
    note: 'This draft stays as it is. The new one is in your name and needs a decision of its own.',
  },
} as const;

const lost = 'The server did not answer. Try again: it will not be made twice.';

/** What a person may propose from a decided draft: one button, which opens the new draft. */
export function FollowUp({ as, draftId, personId, act }: Props) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const key = useRef('');
  const { Icon, button, note } = kinds[as];
  const propose = async () => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    if (key.current === '') key.current = crypto.randomUUID();
    try {
      const made = await answerInTime(act({ draftId, personId, idempotencyKey: key.current }));
      key.current = '';
      if (made.ok) return router.push(`/drafts/${made.value.draft.id}`);
      setProblem(made.refusal.message);
    } catch {
      setProblem(lost);
    }
    setBusy(false);
  };
  return (
    <section className="banner above" aria-label={button}>
      <Icon className="icon" aria-hidden="true" />
      <span>
        {note}
        <output className="text-danger">{problem === '' ? null : ` ${problem}`}</output>
      </span>
      <span className="end">
        <button type="button" className="btn sm" disabled={busy} onClick={() => void propose()}>
          {busy ? 'Proposing…' : button}
        </button>
      </span>
    </section>
  );
}
