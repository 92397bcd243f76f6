'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FormItem } from '@/lib/domain/form/form-item';
import { askPreview, type PreviewState } from './ask-preview';
import { type Subject, textsOf } from './propose-types';

const settleMs = 500;

type Watched = {
  form: React.RefObject<HTMLFormElement | null>;
  subject: Subject;
  items: readonly FormItem[];
  personId: string;
};

/** What would change, a moment after the last key. An answer that a later key has overtaken is never shown. */
export function usePreview({ form, subject, items, personId }: Watched, first: PreviewState) {
  const [preview, setPreview] = useState<PreviewState>(first);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef<AbortController>(undefined);

  const look = useCallback(async () => {
    if (form.current === null) return;
    const asking = new AbortController();
    running.current = asking;
    const texts = textsOf(new FormData(form.current));
    const answer = await askPreview({ subject, items, texts, personId, signal: asking.signal });
    if (!asking.signal.aborted) setPreview(answer);
  }, [form, subject, items, personId]);

  const schedule = useCallback(() => {
    clearTimeout(timer.current);
    running.current?.abort();
    timer.current = setTimeout(() => void look(), settleMs);
  }, [look]);
  const lookSoon = useCallback(() => {
    setPreview((shown) => (typeof shown === 'string' ? 'waiting' : shown));
    schedule();
  }, [schedule]);

  useEffect(() => {
    // What a delete removes is known before anything is typed.
    if (subject.operation === 'delete') schedule();
    return () => {
      clearTimeout(timer.current);
      running.current?.abort();
    };
  }, [subject.operation, schedule]);
  return { preview, setPreview, lookSoon };
}
