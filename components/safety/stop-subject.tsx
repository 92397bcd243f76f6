'use client';

import { useId } from 'react';
import type { TenantScope } from '@/lib/domain/limits/stop';

export type Stoppable = { keys: readonly { id: string; name: string }[]; tools: readonly string[] };

type Props = {
  scope: TenantScope;
  subject: string;
  stoppable: Stoppable;
  onName: (subject: string) => void;
};

/** Which key, tool or run; nothing where everything stops. */
export function StopSubject({ scope, subject, stoppable, onName }: Props) {
  const id = useId();
  if (scope === 'tenant') return null;
  if (scope === 'run') {
    return (
      <div>
        <label className="label" htmlFor={id}>
          Run
        </label>
        <input
          id={id}
          className="input mono"
          value={subject}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onName(event.target.value)}
        />
        <p className="hint">As the agent names it in run_id.</p>
      </div>
    );
  }
  const choices = scope === 'key' ? stoppable.keys : stoppable.tools.map((name) => ({ id: name, name }));
  return (
    <div>
      <label className="label" htmlFor={id}>
        {scope === 'key' ? 'Agent key' : 'Tool'}
      </label>
      <select id={id} className="input" value={subject} onChange={(event) => onName(event.target.value)}>
        <option value="">Choose…</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </select>
    </div>
  );
}
