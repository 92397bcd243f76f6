'use client';

import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef, useState } from 'react';
import type { Role } from '@/lib/domain/actor';
import type { KeyTerms } from '@/lib/domain/keys/key-terms';
import type { Refusal } from '@/lib/domain/refusal';
import { visible } from '@/lib/domain/text/visible';
import { SubmitButton } from '../ui/submit-button';
import { ChangedMeanwhile } from './changed-meanwhile';
import { KeyTermsFields, problemWith } from './key-terms-fields';
import { termChanges } from './term-facts';
import { type ChangeKeyAction, useChangeKey } from './use-change-key';

type Props = {
  keyId: string;
  /** As it is now: the page is asked again when somebody else was faster. */
  now: { revision: number; terms: KeyTerms };
  ownerRole: Role;
  /** Who consented to it, where it came from a consent. */
  consentedBy: string | null;
  personId: string;
  change: ChangeKeyAction;
};

function Said({ lost, refusal }: { lost: boolean; refusal: Refusal | null }) {
  if (!lost && refusal === null) return null;
  return (
    <div className="banner warn" role="alert">
      <TriangleAlert className="icon" aria-hidden="true" />
      <div>
        {refusal
          ? `Nothing was changed. ${refusal.issues ? 'Correct what is marked.' : refusal.message}`
          : 'The server did not answer. Send it again: it is not done twice.'}
      </div>
    </div>
  );
}

/** Other terms for a key. It begins with what the key allows, and is sent with the revision that was shown. */
export function ChangeKeyForm({ keyId, now, ownerRole, consentedBy, personId, change }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [shown, setShown] = useState(now);
  const { phase, submit, again } = useChangeKey({ keyId, personId }, change);
  const refusal = phase.name === 'refused' ? phase.refusal : null;
  const isBehind = now.revision !== shown.revision;
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
  return (
    <form
      ref={form}
      key={shown.revision}
      className="new-key"
      aria-label="Change what it allows"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget), shown);
      }}
    >
      {consentedBy === null ? null : (
        <p className="muted">
          {visible(consentedBy)} consented to this agent. You can narrow it, and never go beyond what they
          consented to.
        </p>
      )}
      <KeyTermsFields
        terms={shown.terms}
        ownerRole={ownerRole}
        wrong={(name) => problemWith(name, refusal)}
      />
      {isBehind ? (
        <ChangedMeanwhile
          changes={termChanges(shown.terms, now.terms)}
          onAgain={() => {
            setShown(now);
            again();
          }}
        />
      ) : (
        <Said lost={phase.name === 'lost'} refusal={refusal} />
      )}
      <div className="row">
        <SubmitButton className="btn lg ink" disabled={phase.name === 'busy' || isBehind}>
          {phase.name === 'busy' ? 'Saving…' : 'Save'}
        </SubmitButton>
        <Link className="btn lg ghost" href={`/agents/${keyId}`} prefetch={false}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
