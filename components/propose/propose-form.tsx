'use client';

import Link from 'next/link';
import { useActionState, useEffect, useMemo, useRef, useState } from 'react';
import { type FormField, type FormItem, fieldsIn } from '@/lib/domain/form/form-item';
import { placeIssues } from '@/lib/domain/form/place-issues';
import type { FormTexts } from '@/lib/domain/form/read-form';
import { FormItems } from './form-items';
import { ProposalPreview } from './proposal-preview';
import { ProposeButtons } from './propose-buttons';
import { type ProposeAction, type Subject, untouched } from './propose-types';
import { RefusedNotice } from './refused-notice';
import { useEdited } from './use-edited';
import { usePreview } from './use-preview';
import { usePropose } from './use-propose';

type Props = {
  subject: Subject;
  items: readonly FormItem[];
  reason: readonly FormField[];
  personId: string;
  idempotencyKey: string;
  propose: ProposeAction;
};

type HiddenProps = Pick<Props, 'subject' | 'personId' | 'idempotencyKey'> & { texts: FormTexts | null };

/** What is posted beside the answers. Without scripts the version is the one that the first page was made for. */
function Hidden({ subject, personId, idempotencyKey, texts }: HiddenProps) {
  const { type, operation } = subject;
  const baseVersion = texts?.['baseVersion'] ?? subject.baseVersion ?? '';
  const values = { type, operation, baseVersion, personId, idempotencyKey };
  return Object.entries(values).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} readOnly />
  ));
}

/** Without scripts nobody is taken to the draft, so the page says where it is. */
const Made = ({ draftId }: { draftId: string }) => (
  <output className="banner ok">
    <span>
      <b>Proposed.</b> Nothing changes until somebody applies it.
    </span>
    <span className="end">
      <Link className="link" href={`/drafts/${draftId}`} prefetch={false}>
        Open the draft
      </Link>
    </span>
  </output>
);

/** The form of a proposal, made from the questions of its kind. It works before any script has run. */
export function ProposeForm({ reason, personId, idempotencyKey, propose, ...asked }: Props) {
  // The page is read again whenever something changes: what was opened stays bound to the version that it shows.
  const [{ subject, items }] = useState(asked);
  const [posted, post] = useActionState(propose, untouched);
  const form = useRef<HTMLFormElement>(null);
  const { state, phase, key, send } = usePropose(propose, posted, idempotencyKey);
  const watched = useMemo(() => ({ form, subject, items, personId }), [subject, items, personId]);
  const { preview, setPreview, lookSoon } = usePreview(watched, posted.checked ?? 'idle');
  const { refusal, texts, checked } = state;
  const fields = [...fieldsIn(items), ...reason];
  const { standing, edit } = useEdited(state);
  const issues = refusal === null ? [] : placeIssues(fields, refusal).filter(standing);

  useEffect(() => {
    if (checked !== null) setPreview(checked);
    if (refusal !== null) focusWrong(form.current);
  }, [checked, refusal, setPreview]);

  if (state.made) return <Made {...state.made} />;
  return (
    <form
      ref={form}
      className="propose"
      action={post}
      noValidate
      onInput={(event) => {
        edit(event.target);
        lookSoon();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void send(new FormData(event.currentTarget, submitterOf(event.nativeEvent)));
      }}
    >
      <Hidden subject={subject} personId={personId} idempotencyKey={key} texts={texts} />
      <div className="asked-all">
        <p className="muted">{introOf(subject)}</p>
        <RefusedNotice refusal={refusal} issues={issues} subject={subject} texts={texts} />
        <FormItems items={items} texts={texts} issues={issues} />
        <FormItems items={reason} texts={texts} issues={issues} />
      </div>
      <ProposalPreview state={preview} fields={fields} operation={subject.operation} />
      <ProposeButtons phase={phase} sound={checked?.acceptable === true} />
    </form>
  );
}

const introOf = ({ baseVersion }: Subject): string =>
  `A draft in your name. Nothing changes until it is applied.${baseVersion === null ? '' : ` Made against version ${baseVersion}.`}`;

const submitterOf = (event: Event): HTMLElement | null =>
  event instanceof SubmitEvent ? event.submitter : null;

/** The first field that is wrong, or where none is, what was said. */
function focusWrong(form: HTMLFormElement | null): void {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  (wrong ?? form?.querySelector<HTMLElement>('[role="alert"]'))?.focus();
}
