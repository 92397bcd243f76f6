'use client';

import { useId, useState } from 'react';
import { SubmitButton } from '../ui/submit-button';
import { FileChoice } from './file-choice';
import { lackWords } from './lack-words';
import { useVerifier } from './use-verifier';
import { VerdictPanel } from './verdict-panel';

/** A file is chosen, with what the reader brings along, and verified in this page. */
export function VerifyForm() {
  const { state, verify, stop } = useVerifier();
  const [file, setFile] = useState<File | null>(null);
  const [against, setAgainst] = useState<File | null>(null);
  const [keys, setKeys] = useState('');
  const keyId = useId();
  const isWorking = state.kind === 'working';
  if (state.kind === 'unable')
    return (
      <p className="banner bad" role="alert">
        {lackWords[state.lack]}
      </p>
    );
  return (
    <>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null) verify({ file, keys, against });
        }}
      >
        <FileChoice
          title="A bundle, a .tlog-proof, or a proof as JSON"
          hint="or drop it here. It stays on this machine."
          file={file}
          onChoose={setFile}
          disabled={isWorking}
        />
        <div>
          <label className="label" htmlFor={keyId}>
            The key of the log, as its operator gave it to you
          </label>
          <textarea
            className="input mono"
            id={keyId}
            rows={2}
            spellCheck={false}
            autoComplete="off"
            placeholder="countersign.example.com/log/…+0a1b2c3d+…"
            value={keys}
            onChange={({ currentTarget }) => setKeys(currentTarget.value)}
          />
          <p className="hint">
            Without it the key in the file is used, which proves nothing by itself. A .tlog-proof carries
            none.
          </p>
        </div>
        <FileChoice
          title="An older file of this log that you kept, to compare with"
          hint="if you have one: it shows whether the log was cut or rewritten since."
          file={against}
          onChoose={setAgainst}
          disabled={isWorking}
        />
        <div className="row">
          <SubmitButton
            className="btn ink lg"
            disabled={file === null || isWorking || state.kind === 'loading'}
          >
            Verify
          </SubmitButton>
          {isWorking ? (
            <button type="button" className="btn lg" onClick={stop}>
              Stop
            </button>
          ) : null}
        </div>
      </form>
      {isWorking ? (
        <progress
          className="progress"
          aria-label="Verifying"
          value={state.progress.done}
          max={Math.max(1, state.progress.total)}
        />
      ) : null}
      <div aria-live="polite">
        {state.kind === 'problem' ? <p className="banner warn">{state.words}</p> : null}
        {state.kind === 'done' ? <VerdictPanel verdict={state.verdict} name={state.name} /> : null}
      </div>
    </>
  );
}
