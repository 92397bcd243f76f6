'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { effects } from '@/lib/domain/policy/rule';
import { effectNames } from '@/lib/domain/policy/rule-words';
import { toolNames } from '@/lib/domain/policy/tool-classes';
import type { Refusal } from '@/lib/domain/refusal';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { environments } from '@/lib/domain/resource/resource-kind';
import { answerInTime } from '../drafts/answer-in-time';
import { SubmitButton } from '../ui/submit-button';
import { ChoiceField } from './choice-field';
import type { AddRule, KeyChoice } from './policy-types';
import { ruleOfForm } from './rule-of-form';
import { TextField } from './text-field';

type Props = { keys: readonly KeyChoice[]; personId: string; add: AddRule };

const lost = 'The server did not answer. Add it again: it will not be done twice.';
const named = (values: readonly string[]) => values.map((value) => ({ value, label: value }));
const strictestFirst = effects.toReversed().map((value) => ({ value, label: effectNames[value] }));

/** Adds a rule: what is left open does not matter to it. */
export function AddRuleForm({ keys, personId, add }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const key = useRef('');
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const problemWith = (path: string) =>
    refusal?.issues?.find((issue) => issue.path.startsWith(path))?.message ?? null;
  const submit = async () => {
    if (busy || form.current === null) return;
    setBusy(true);
    setSaid('');
    setRefusal(null);
    if (key.current === '') key.current = crypto.randomUUID();
    const rule = ruleOfForm(new FormData(form.current));
    try {
      const added = await answerInTime(add({ rule, personId, idempotencyKey: key.current }));
      key.current = '';
      if (added.ok) {
        form.current.reset();
        setSaid('Added. It holds from the next call on.');
        router.refresh();
      } else {
        setRefusal(added.refusal);
        setSaid(`Not added. ${added.refusal.message}`);
      }
    } catch {
      setSaid(lost);
    }
    setBusy(false);
  };
  return (
    <form
      ref={form}
      className="setting-form"
      aria-label="Add a rule"
      onChange={() => {
        key.current = '';
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="rule-fields">
        <ChoiceField
          label="What happens"
          name="effect"
          choices={strictestFirst}
          hint="Allow opens nothing: it only names itself as what let a call in."
        />
        <ChoiceField
          label="Agent key"
          name="keys"
          choices={[
            { value: '', label: 'Any key' },
            ...keys.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <ChoiceField
          label="Tool"
          name="tools"
          choices={[{ value: '', label: 'Any tool' }, ...named(toolNames)]}
        />
        <ChoiceField
          label="Kind of call"
          name="safety_class"
          choices={[{ value: '', label: 'Any kind' }, ...named(['read', 'write'])]}
        />
        <ChoiceField
          label="Environment"
          name="environment"
          choices={[
            { value: '', label: 'Any environment' },
            ...environments.map((value) => ({ value, label: environmentNames[value] })),
          ]}
        />
        <TextField
          label="Priority"
          name="priority"
          type="number"
          usual="100"
          problem={problemWith('priority')}
          hint="Of two rules that do the same, the lower number is the one that is named."
        />
        <TextField label="From, UTC" name="from" type="time" problem={problemWith('match.time.from')} />
        <TextField label="To, UTC" name="to" type="time" problem={problemWith('match.time.to')} />
      </div>
      <TextField label="Why: the agent is told" name="reason" problem={problemWith('reason')} />
      <div className="row">
        <SubmitButton className="btn lg ink" disabled={busy}>
          {busy ? 'Adding…' : 'Add rule'}
        </SubmitButton>
        <output className={refusal ? 'text-danger' : undefined}>{said}</output>
      </div>
    </form>
  );
}
