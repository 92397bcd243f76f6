'use client';

import { signIn } from 'next-auth/react';
import { useId, useState } from 'react';
import { SubmitButton } from '../ui/submit-button';
import { useListening } from '../ui/use-listening';

type Props = {
  /** A path of this site. */
  callbackUrl: string;
  /** What went wrong before, in words. */
  problem: string | null;
  /** Provider ids that the server offers. */
  singleSignOn: { id: string; name: string } | null;
  words: Readonly<Record<string, string>>;
};

const unreachable = 'The server could not be reached. Nothing was sent twice; try again.';

const text = (form: FormData, name: string) => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

/** Local account or single sign-on. The document loads anew afterwards, so no state of another person stays. */
export function SignInForm({ callbackUrl, problem, singleSignOn, words }: Props) {
  const [said, setSaid] = useState(problem);
  const [busy, setBusy] = useState(false);
  const listening = useListening();
  const [email, password] = [useId(), useId()];
  const submit = async (form: FormData) => {
    setBusy(true);
    setSaid(null);
    try {
      const answer = await signIn('credentials', {
        redirect: false,
        email: text(form, 'email'),
        password: text(form, 'password'),
      });
      if (answer?.ok && !answer.error) {
        window.location.assign(callbackUrl);
        return;
      }
      setSaid(words[answer?.error ?? ''] ?? words['default'] ?? unreachable);
    } catch {
      setSaid(unreachable);
    }
    setBusy(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <h1>Sign in</h1>
      <p className="muted mt-1">to review what agents have drafted</p>
      {said === null ? null : (
        <p className="said" role="alert">
          {said}
        </p>
      )}
      <noscript>
        <p className="said">Signing in needs JavaScript.</p>
      </noscript>
      {singleSignOn === null ? null : (
        <>
          <button
            type="button"
            className="btn ink mt-6"
            disabled={!listening}
            onClick={() => void signIn(singleSignOn.id, { callbackUrl })}
          >
            Continue with {singleSignOn.name}
          </button>
          <div className="divider">or a local account</div>
        </>
      )}
      <div className={singleSignOn === null ? 'grid gap-4 mt-6' : 'grid gap-4'}>
        <div>
          <label className="label" htmlFor={email}>
            E-mail
          </label>
          <input className="input" id={email} name="email" type="email" autoComplete="username" required />
        </div>
        <div>
          <label className="label" htmlFor={password}>
            Password
          </label>
          <input
            className="input"
            id={password}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
        </div>
        <SubmitButton className={singleSignOn === null ? 'btn ink' : 'btn'} disabled={busy}>
          {busy ? 'Signing in…' : 'Sign in'}
        </SubmitButton>
      </div>
    </form>
  );
}
