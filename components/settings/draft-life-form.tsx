'use client';

import { useEffect, useRef } from 'react';
import { draftLifeFields } from '@/lib/domain/draft/draft-life';
import type { DraftLifeSetting } from '@/lib/domain/draft/lifecycle';
import type { Refusal } from '@/lib/domain/refusal';
import { SubmitButton } from '../ui/submit-button';
import { DraftLifeField } from './draft-life-field';
import { SaveSaid } from './save-said';
import { type SaveDraftLife, useDraftLife } from './use-draft-life';

type Props = { life: DraftLifeSetting; personId: string; save: SaveDraftLife };

const problemWith = (name: string, refusal: Refusal | null): string | null =>
  refusal?.issues?.find(({ path }) => path === name)?.message ?? null;

/** How long drafts live, for an admin to set. */
export function DraftLifeForm({ life, personId, save }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { texts, phase, changed, type, submit, reset } = useDraftLife(life, personId, save);
  const refusal = phase.name === 'refused' ? phase.refusal : null;
  const busy = phase.name === 'busy';
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
  return (
    <form
      ref={form}
      className="setting-form"
      aria-label="Life of drafts"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {draftLifeFields.map((field) => (
        <DraftLifeField
          key={field.key}
          field={field}
          text={texts[field.key]}
          problem={problemWith(field.name, refusal)}
          fixed={busy}
          onType={(text) => type(field.key, text)}
        />
      ))}
      <SaveSaid phase={phase} />
      <div className="row">
        <SubmitButton className="btn lg ink" disabled={busy || !changed}>
          {busy ? 'Saving…' : 'Save'}
        </SubmitButton>
        {changed && !busy ? (
          <button type="button" className="btn lg ghost" onClick={reset}>
            {refusal?.code === 'SETTINGS_CHANGED' ? 'Take theirs' : 'Undo'}
          </button>
        ) : null}
      </div>
    </form>
  );
}
