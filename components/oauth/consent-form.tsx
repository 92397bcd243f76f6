'use client';

import { useId, useState } from 'react';
import type { Scope } from '@/lib/domain/keys/scope';
import { environmentNames } from '@/lib/domain/resource/environment-names';
import { type Environment, environments } from '@/lib/domain/resource/resource-kind';
import { scopeWords } from '../agents/key-words';
import { type ConsentAction, useConsent } from './use-consent';

type Props = {
  handle: string;
  personId: string;
  role: string;
  offered: readonly Scope[];
  beyond: readonly Scope[];
  decide: ConsentAction;
};

const lives = [1, 7, 30, 90] as const;
const usualDays = 7;

type TicksProps = { offered: readonly Scope[]; ticked: readonly Scope[]; onTick: (next: Scope[]) => void };

function ScopeTicks({ offered, ticked, onTick }: TicksProps) {
  return (
    <fieldset className="ticks mt-6">
      <legend className="label">What it may do</legend>
      {offered.map((scope) => (
        <label key={scope} className="tick">
          <input
            type="checkbox"
            className="check"
            checked={ticked.includes(scope)}
            onChange={({ currentTarget: { checked } }) =>
              onTick(checked ? [...ticked, scope] : ticked.filter((one) => one !== scope))
            }
          />
          <span>
            {scopeWords[scope]} <span className="muted mono tick-name">{scope}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type Chosen = { days: number; environment: Environment };

function Choices({ chosen, onChoose }: { chosen: Chosen; onChoose: (next: Chosen) => void }) {
  const id = useId();
  return (
    <div className="choices mt-6">
      <div>
        <label className="label" htmlFor={`${id}-days`}>
          For how long
        </label>
        <select
          id={`${id}-days`}
          className="input"
          value={chosen.days}
          onChange={({ currentTarget }) => onChoose({ ...chosen, days: Number(currentTarget.value) })}
        >
          {lives.map((days) => (
            <option key={days} value={days}>
              {days === 1 ? '1 day' : `${days} days`}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label className="label" htmlFor={`${id}-environment`}>
          Environment
        </label>
        <select
          id={`${id}-environment`}
          className="input"
          value={chosen.environment}
          onChange={({ currentTarget }) => {
            const environment = environments.find((one) => one === currentTarget.value);
            if (environment) onChoose({ ...chosen, environment });
          }}
        >
          {environments.map((environment) => (
            <option key={environment} value={environment}>
              {environmentNames[environment]}
            </option>
          ))}
        </select>
        <p className="hint">Where it may propose. It reads every environment.</p>
      </div>
    </div>
  );
}

/** Gives a program an agent key of this person’s, or nothing. One press decides, and the request is used up. */
export function ConsentForm({ handle, personId, role, offered, beyond, decide }: Props) {
  const { phase, send } = useConsent(decide);
  const [ticked, setTicked] = useState<Scope[]>(offered.filter((scope) => scope === 'mcp:read:drafts'));
  const [chosen, setChosen] = useState<Chosen>({ days: usualDays, environment: 'dev' });
  const busy = phase.name === 'busy' || phase.name === 'gone';
  const press = (approve: boolean) =>
    void send({ handle, personId, approve, scopes: approve ? ticked : [], ...chosen });
  return (
    <>
      <ScopeTicks offered={offered} ticked={ticked} onTick={setTicked} />
      {beyond.length === 0 ? null : (
        <p className="muted mt-3">
          It also asked for what you as {role} cannot give:{' '}
          {beyond.map((scope) => scopeWords[scope].toLowerCase()).join(', ')}.
        </p>
      )}
      <Choices chosen={chosen} onChoose={setChosen} />
      <p className="mt-6">
        It becomes an agent of yours. It can never apply a change: that stays with people, here. An operator
        of your tenant can end it at any time under Agents.
      </p>
      <div className="row mt-6">
        <button type="button" className="btn lg" disabled={busy} onClick={() => press(false)}>
          Deny
        </button>
        <button
          type="button"
          className="btn lg ink"
          disabled={busy || ticked.length === 0}
          onClick={() => press(true)}
        >
          Let it in
        </button>
      </div>
      {phase.name === 'refused' ? (
        <p className="said bad mt-4" role="alert">
          {phase.refusal.message} {phase.refusal.hint ?? ''}
        </p>
      ) : null}
      {phase.name === 'lost' ? (
        <p className="said warn mt-4" role="alert">
          The answer was lost on the way. Start again in the program that asked.
        </p>
      ) : null}
    </>
  );
}
