'use client';

import { useState } from 'react';
import { effectNames } from '@/lib/domain/policy/rule-words';
import { isToolName, toolNames } from '@/lib/domain/policy/tool-classes';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { environments } from '@/lib/domain/resource/resource-kind';
import { visible } from '@/lib/domain/text/visible';
import { answerInTime } from '../drafts/answer-in-time';
import { SubmitButton } from '../ui/submit-button';
import { ChoiceField } from './choice-field';
import type { KeyChoice, TryPolicy } from './policy-types';

type Props = { keys: readonly KeyChoice[]; personId: string; act: TryPolicy };

function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}

type Tried = Extract<Awaited<ReturnType<TryPolicy>>, { ok: true }>['value'];

function wordsOf({ verdict: { effect, ruleId, reason }, beside, shown, tier }: Tried): string {
  const decided = `${ruleId}: ${visible(reason)} Risk ${tier}.`;
  if (beside) return `Refused. The policy allows it, by ${decided} But: ${visible(beside.message)}`;
  return `${effectNames[effect]}, by ${decided}${shown ? '' : ' The key is not shown this tool.'}`;
}

/** Says what would be decided, and by which rule, if a key called a tool now. Nothing is called. */
export function TryPolicyForm({ keys, personId, act }: Props) {
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const ask = async (form: FormData) => {
    const [keyId, tool, environment] = ['key', 'tool', 'environment'].map((name) => textIn(form, name));
    if (busy || keyId === undefined || tool === undefined || !isToolName(tool)) return;
    setBusy(true);
    const asked = {
      key_id: keyId,
      tool,
      ...(environment !== '' && { arguments: { spec: { environment } } }),
    };
    try {
      const tried = await answerInTime(act({ asked, personId }));
      if (tried.ok) {
        setSaid(wordsOf(tried.value));
      } else setSaid(tried.refusal.message);
    } catch {
      setSaid('The server did not answer.');
    }
    setBusy(false);
  };
  if (keys.length === 0) return <p className="muted">There is no agent key to try.</p>;
  return (
    <form
      className="setting-form"
      aria-label="Try the policy"
      onSubmit={(event) => {
        event.preventDefault();
        void ask(new FormData(event.currentTarget));
      }}
    >
      <div className="rule-fields">
        <ChoiceField
          label="Agent key"
          name="key"
          choices={keys.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <ChoiceField label="Tool" name="tool" choices={toolNames.map((value) => ({ value, label: value }))} />
        <ChoiceField
          label="Environment of the spec"
          name="environment"
          choices={[
            { value: '', label: 'None named' },
            ...environments.map((value) => ({ value, label: environmentNames[value] })),
          ]}
        />
      </div>
      <div className="row">
        <SubmitButton className="btn lg" disabled={busy}>
          {busy ? 'Asking…' : 'Why?'}
        </SubmitButton>
        <output className="wrap-anywhere">{said}</output>
      </div>
    </form>
  );
}
