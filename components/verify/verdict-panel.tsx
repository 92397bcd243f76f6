import { CheckCircle2, CircleAlert, XCircle } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { isUndecided, type NotVerified, type Verdict, type Verified } from '@/lib/domain/log/verify/verdict';
import { brokenAdvice, failurePlace, provedWords } from '@/lib/domain/log/verify/verdict-words';
import { CopyButton } from '../ui/copy-button';

/**
 * What is proved and by which key, or each thing that does not hold and where it lies. It comes into view: below a long
 * form nobody would see it come.
 */
export function VerdictPanel({ verdict, name }: { verdict: Verdict; name: string }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <section className="verdict" aria-label="Verdict" ref={panel}>
      {verdict.ok ? <Proved verdict={verdict} name={name} /> : <Broken verdict={verdict} name={name} />}
    </section>
  );
}

function Proved({ verdict, name }: { verdict: Verified; name: string }) {
  const { isTrusted, verifierKey } = verdict.signedBy;
  const Icon = isTrusted ? CheckCircle2 : CircleAlert;
  return (
    <>
      <div className={isTrusted ? 'banner ok' : 'banner warn'}>
        <Icon className="icon" aria-hidden="true" />
        <h2>{isTrusted ? 'Verified' : 'Verified, by a key that came with the file'}</h2>
      </div>
      <ul className="sentences">
        {provedWords(verdict).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <dl className="facts">
        <dt>File</dt>
        <dd>{name}</dd>
        <dt>Log</dt>
        <dd className="value">{verdict.origin}</dd>
        <dt>Signed until</dt>
        <dd>{verdict.size === 0 ? 'no record' : `position ${verdict.size - 1}`}</dd>
        <dt>Root</dt>
        <dd className="value">{verdict.root}</dd>
        <dt>Key</dt>
        <dd className="value">
          {verifierKey} <CopyButton text={verifierKey} label="Copy the key" />
        </dd>
      </dl>
    </>
  );
}

function Broken({ verdict, name }: { verdict: NotVerified; name: string }) {
  const open = isUndecided(verdict);
  return (
    <>
      <div className={open ? 'banner warn' : 'banner bad'}>
        {open ? (
          <CircleAlert className="icon" aria-hidden="true" />
        ) : (
          <XCircle className="icon" aria-hidden="true" />
        )}
        <h2>{open ? 'Not verified yet' : 'Not verified'}</h2>
      </div>
      <p className="mt-3">
        {open ? `${name} cannot be verified with what was given.` : `${name} does not hold. ${brokenAdvice}`}
      </p>
      <ul className="failures">
        {verdict.failures.map((failure) => (
          <li key={`${failure.code} ${failurePlace(failure)}`}>
            <span>{failure.words}</span>
            <span className="value">{failurePlace(failure)}</span>
            <span className="muted text-12">{failure.code}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
