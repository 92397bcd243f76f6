'use client';

import { TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useId, useRef, useState } from 'react';
import type { Role } from '@/lib/domain/actor';
import { leastTerms } from '@/lib/domain/keys/key-terms';
import type { Refusal } from '@/lib/domain/refusal';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { environments } from '@/lib/domain/resource/resource-kind';
import { SubmitButton } from '../ui/submit-button';
import { KeyTermsFields, problemWith } from './key-terms-fields';
import { NewKeyField } from './new-key-field';
import { TokenOnce } from './token-once';
import { type NewKeyAction, useNewKey } from './use-new-key';

export type Owner = { id: string; name: string; role: Role };
type Props = { owners: readonly Owner[]; personId: string; issue: NewKeyAction; mcpUrl: string };

function Said({ phase, refusal }: { phase: string; refusal: Refusal | null }) {
  if (phase !== 'lost' && refusal === null) return null;
  return (
    <div className="banner warn" role="alert">
      <TriangleAlert className="icon" aria-hidden="true" />
      <div>
        {refusal
          ? `No key was issued. ${refusal.issues ? 'Correct what is marked.' : refusal.message}`
          : 'The server did not answer. Send it again: no second key is made.'}
      </div>
    </div>
  );
}

type OwnerProps = { owners: readonly Owner[]; chosen: string; onChoose: (id: string) => void };

function OwnerField({ owners, chosen, onChoose }: OwnerProps) {
  const id = useId();
  return (
    <div className="asked">
      <label className="label" htmlFor={id}>
        Owner
      </label>
      <select
        id={id}
        name="human_owner_id"
        className="input"
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        {owners.map((owner) => (
          <option key={owner.id} value={owner.id}>
            {owner.name}, {owner.role}
          </option>
        ))}
      </select>
      <p className="hint">Answers for the key, which never reads or proposes more than this person may.</p>
    </div>
  );
}

function EnvironmentField() {
  const id = useId();
  return (
    <div className="asked">
      <label className="label" htmlFor={id}>
        Environment
      </label>
      <select id={id} name="environment" className="input" defaultValue="dev">
        {environments.map((environment) => (
          <option key={environment} value={environment}>
            {environmentNames[environment]}
          </option>
        ))}
      </select>
      <p className="hint">
        It proposes here, and changes nothing live elsewhere. It reads every environment.
      </p>
    </div>
  );
}

/** A new agent key. Nothing is ticked to begin with. */
export function NewKeyForm({ owners, personId, issue, mcpUrl }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [ownerId, setOwnerId] = useState(personId);
  const { phase, submit } = useNewKey(personId, issue);
  const refusal = phase.name === 'refused' ? phase.refusal : null;
  const ownerRole = owners.find(({ id }) => id === ownerId)?.role ?? 'viewer';
  useEffect(() => {
    if (refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
  if (phase.name === 'issued') {
    if (phase.token !== null) return <TokenOnce token={phase.token} keyId={phase.keyId} mcpUrl={mcpUrl} />;
    return (
      <p>
        The key was issued before, and its token was shown then.{' '}
        <Link className="link" href={`/agents/${phase.keyId}`}>
          Rotate it
        </Link>{' '}
        if nobody has it.
      </p>
    );
  }
  const wrong = (name: string) => problemWith(name, refusal);
  return (
    <form
      ref={form}
      className="new-key"
      aria-label="New agent key"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <NewKeyField name="name" label="Name" hint="What people call this key." problem={wrong('name')} />
      <NewKeyField
        name="agent_identity"
        label="Agent"
        hint="The agent that holds it: drafts and the log name it so."
        problem={wrong('agent_identity')}
      />
      <NewKeyField
        name="purpose"
        label="Purpose"
        hint="What it is for, 10 to 500 characters."
        problem={wrong('purpose')}
        lines
      />
      <OwnerField owners={owners} chosen={ownerId} onChoose={setOwnerId} />
      <EnvironmentField />
      <NewKeyField
        name="days"
        label="Days"
        hint="1 to 90. Then it ends by itself."
        problem={wrong('days')}
        value="30"
        numeric
      />
      <KeyTermsFields terms={leastTerms} ownerRole={ownerRole} wrong={wrong} />
      <Said phase={phase.name} refusal={refusal} />
      <div className="row">
        <SubmitButton className="btn lg ink" disabled={phase.name === 'busy'}>
          {phase.name === 'busy' ? 'Issuing…' : 'Issue key'}
        </SubmitButton>
        <Link className="btn lg ghost" href="/agents" prefetch={false}>
          Cancel
        </Link>
      </div>
    </form>
  );
}
