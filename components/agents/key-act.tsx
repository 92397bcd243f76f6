'use client';

import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useId, useState } from 'react';
import type { KeyVerb } from '@/lib/domain/keys/key-verb';
import type { KeyAction } from './key-act-types';
import { type Related, StillWorking } from './related-keys';
import { TokenOnce } from './token-once';
import { useKeyAct } from './use-key-act';

type Props = {
  keyId: string;
  verb: KeyVerb;
  /** Whether it can be done as the key stands. A dialog that is open stays: a new token is shown in it this once. */
  offered: boolean;
  personId: string;
  act: KeyAction;
  of: string;
  mcpUrl: string;
  /** What it replaced and what replaced it: revoking says which of them it does not end. */
  related: readonly Related[];
};

const words = {
  suspend: {
    button: 'Suspend…',
    title: 'Suspend this key?',
    means: 'Its next call is refused, and calls that wait end within seconds. You can resume it.',
    commit: 'Suspend',
  },
  resume: {
    button: 'Resume…',
    title: 'Resume this key?',
    means: 'It opens again what it opened before, from its next call on.',
    commit: 'Resume',
  },
  revoke: {
    button: 'Revoke…',
    title: 'Revoke this key for good?',
    means: 'Its next call is refused. Nothing brings it back: the agent needs another key.',
    commit: 'Revoke for good',
  },
  rotate: {
    button: 'Rotate…',
    title: 'Rotate this key?',
    means:
      'A new key that allows the same takes over. The old one works on for the hours below, then it ends.',
    commit: 'Make the new key',
  },
} satisfies Record<KeyVerb, Record<string, string>>;

type FieldProps = { id: string; value: string; onType: (text: string) => void };

function Reason({ id, value, onType }: FieldProps) {
  return (
    <div>
      <label className="label" htmlFor={id}>
        Reason
      </label>
      <textarea
        id={id}
        className="input"
        maxLength={500}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <p className="hint">People read it on this page. It is not part of the evidence.</p>
    </div>
  );
}

function Grace({ id, value, onType }: FieldProps) {
  return (
    <div>
      <label className="label" htmlFor={id}>
        Hours that the old key still works
      </label>
      <input
        id={id}
        className="input tabular-nums"
        inputMode="numeric"
        maxLength={3}
        value={value}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      <p className="hint">0 to 168. With 0 it ends at once.</p>
    </div>
  );
}

const firstText = (verb: KeyVerb): string => (verb === 'rotate' ? '24' : '');

const isReady = (verb: KeyVerb, text: string): boolean =>
  verb === 'rotate' ? /^\d{1,3}$/.test(text) && Number(text) <= 168 : text.trim().length >= 3;

const askedWith = (verb: KeyVerb, text: string) =>
  verb === 'rotate' ? { reason: '', graceHours: Number(text) } : { reason: text, graceHours: 0 };

/** One thing that a person does to a key, with what it means said before it is done. */
export function KeyAct({ keyId, verb, offered, personId, act, of, mcpUrl, related }: Props) {
  const { button, title, means, commit } = words[verb];
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(firstText(verb));
  const [next, setNext] = useState<{ keyId: string; token: string } | null>(null);
  const { busy, problem, run } = useKeyAct(act);
  const id = useId();
  const Asked = verb === 'rotate' ? Grace : Reason;
  const go = async () => {
    const done = await run({ keyId, verb, ...askedWith(verb, text), personId });
    if (done === null) return;
    setText(firstText(verb));
    if (done.token === null) setOpen(false);
    else setNext({ keyId: done.keyId, token: done.token });
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={(to) => (busy || next ? undefined : setOpen(to))}>
      {offered ? <AlertDialog.Trigger className="btn sm">{button}</AlertDialog.Trigger> : null}
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Viewport className="overlay">
          <AlertDialog.Popup className="dialog" aria-busy={busy}>
            <header>
              <AlertDialog.Title>{title}</AlertDialog.Title>
              <AlertDialog.Description className="muted text-13 mt-1">
                {of}. {means}
              </AlertDialog.Description>
            </header>
            <div className="body">
              {next ? (
                <TokenOnce {...next} mcpUrl={mcpUrl} />
              ) : (
                <Asked id={id} value={text} onType={setText} />
              )}
              {verb === 'revoke' ? <StillWorking related={related} /> : null}
              <output className="block text-danger">{problem}</output>
            </div>
            {next ? null : (
              <footer>
                <AlertDialog.Close className="btn lg" disabled={busy}>
                  Cancel
                </AlertDialog.Close>
                <button
                  type="button"
                  className="btn lg ink"
                  disabled={busy || !isReady(verb, text)}
                  onClick={() => void go()}
                >
                  {busy ? 'Working…' : commit}
                </button>
              </footer>
            )}
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
