'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import {
  type DraftLifeName,
  type DraftLifeWire,
  lifeAfter,
  toDraftLifeWire,
} from '@/lib/domain/draft/draft-life';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';
import type { Refusal, Result } from '@/lib/domain/refusal';
import { answerInTime } from '../drafts/answer-in-time';
import { type DraftLifeTexts, sameTexts, textsOf, wantedOf } from './draft-life-texts';

/** `personId` is the person the page was rendered for; `seen` is what that person was shown. */
export type SaveDraftLifeInput = {
  wanted: Record<DraftLifeName, number | null>;
  seen: DraftLifeWire;
  personId: string;
  idempotencyKey: string;
};
export type SaveDraftLife = (input: SaveDraftLifeInput) => Promise<Result<{ life: DraftLifeSetting }>>;

export type SavePhase =
  | { name: 'idle' }
  | { name: 'busy' }
  | { name: 'saved' }
  | { name: 'lost' }
  | { name: 'refused'; refusal: Refusal };

type Form = { seen: DraftLifeSetting; texts: DraftLifeTexts; phase: SavePhase };

const shown = (seen: DraftLifeSetting, name: 'idle' | 'saved'): Form => ({
  seen,
  texts: textsOf(seen),
  phase: { name },
});

/** The typing stays. What moved is shown with the refusal: from then on the person has seen it. */
const refused = ({ seen, texts }: Form, refusal: Refusal): Form => ({
  seen: refusal.code === 'SETTINGS_CHANGED' ? lifeAfter(seen, refusal.moved ?? []) : seen,
  texts,
  phase: { name: 'refused', refusal },
});

/**
 * What stands in the fields, and what it was made from. Values that arrive later replace the fields only while nobody
 * has typed; otherwise the server compares and says what moved, and the typing stays.
 */
export function useDraftLife(life: DraftLifeSetting, personId: string, save: SaveDraftLife) {
  const router = useRouter();
  const [arrived, setArrived] = useState(life);
  const [form, setForm] = useState(() => shown(life, 'idle'));
  const key = useRef('');
  const changed = !sameTexts(form.texts, textsOf(form.seen));
  if (!sameTexts(textsOf(arrived), textsOf(life))) {
    setArrived(life);
    if (!changed && !sameTexts(form.texts, textsOf(life))) setForm(shown(life, 'idle'));
  }
  const type = (name: keyof DraftLifeSetting, text: string) => {
    key.current = '';
    setForm({ ...form, texts: { ...form.texts, [name]: text }, phase: { name: 'idle' } });
  };
  const submit = async () => {
    if (form.phase.name === 'busy') return;
    setForm({ ...form, phase: { name: 'busy' } });
    if (key.current === '') key.current = crypto.randomUUID();
    const { seen, texts } = form;
    const input = { wanted: wantedOf(texts), seen: toDraftLifeWire(seen), personId };
    try {
      const result = await answerInTime(save({ ...input, idempotencyKey: key.current }));
      key.current = '';
      if (!result.ok) return setForm(refused(form, result.refusal));
      setForm(shown(result.value.life, 'saved'));
      router.refresh();
    } catch {
      setForm({ seen, texts, phase: { name: 'lost' } });
    }
  };
  const reset = () => {
    key.current = '';
    setForm(shown(form.seen, 'idle'));
  };
  return { ...form, changed, type, submit, reset };
}
