'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { answerInTime } from '../drafts/answer-in-time';
import type { RemoveRule, RuleItem } from './policy-types';

type Props = { rule: Pick<RuleItem, 'id' | 'reason'>; personId: string; act: RemoveRule };

const lost = 'The server did not answer. Try again: it will not be done twice.';

/** Removes a rule: asked for twice, because agents may do more at once. */
export function RemoveRuleButton({ rule, personId, act }: Props) {
  const router = useRouter();
  const [phase, setPhase] = useState<'idle' | 'sure' | 'busy'>('idle');
  const [problem, setProblem] = useState('');
  const key = useRef('');
  const remove = async () => {
    if (phase !== 'sure') return setPhase('sure');
    setPhase('busy');
    if (key.current === '') key.current = crypto.randomUUID();
    try {
      const removed = await answerInTime(act({ ruleId: rule.id, personId, idempotencyKey: key.current }));
      key.current = '';
      if (removed.ok) router.refresh();
      else setProblem(removed.refusal.message);
    } catch {
      setProblem(lost);
    }
    setPhase('idle');
  };
  return (
    <>
      <button type="button" className="btn sm" aria-disabled={phase === 'busy'} onClick={() => void remove()}>
        {phase === 'idle' ? 'Remove' : phase === 'sure' ? 'Remove: agents may do it at once' : 'Removing…'}
        <span className="sr-only"> the rule: {rule.reason}</span>
      </button>
      <output className="text-danger">{problem}</output>
    </>
  );
}
