import { useId } from 'react';

/** For who did not follow the printed address: the code, typed. */
export function DeviceCodeForm({ problem }: { problem: string | null }) {
  const id = useId();
  return (
    <form action="/device" className="mt-6">
      <label className="label" htmlFor={id}>
        Code from the terminal
      </label>
      <div className="row">
        <input
          id={id}
          className="input mono"
          name="code"
          required
          maxLength={20}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder="XXXX-XXXX"
          aria-describedby={problem === null ? undefined : `${id}-problem`}
        />
        <button type="submit" className="btn ink">
          Continue
        </button>
      </div>
      {problem === null ? null : (
        <p className="said bad mt-4" role="alert" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </form>
  );
}
