import type { Refusal } from '@/lib/domain/refusal';
import { MovedTable } from './moved-table';
import type { Phase } from './use-decide';

function Refused({ refusal }: { refusal: Refusal }) {
  return (
    <div className="said bad" role="alert">
      <p>
        <span className="font-medium">{refusal.message}</span> {refusal.hint ?? ''}
      </p>
      <p className="mono">{[refusal.code, ...(refusal.codes ?? [])].filter(unique).join(', ')}</p>
      {refusal.moved && refusal.moved.length > 0 ? <MovedTable moved={refusal.moved} /> : null}
    </div>
  );
}

const unique = (code: string, index: number, all: readonly string[]) => all.indexOf(code) === index;

const Looking = () => (
  <output className="said warn">
    <span>
      <span className="font-medium">Outcome unknown. Looking…</span> The answer was lost on the way. Nothing
      is sent a second time.
    </span>
  </output>
);

const NotArrived = () => (
  <div className="said warn" role="alert">
    <p>
      <span className="font-medium">The draft is still pending.</span> Nothing has changed so far. You can
      decide again; should the first try still arrive, both count as one.
    </p>
  </div>
);

const SignedOut = ({ draftId }: { draftId: string }) => (
  <div className="said warn" role="alert">
    <p>
      <span className="font-medium">Your session has ended.</span> Nothing was decided. Sign in, come back
      here and press the button again; what you typed stays.
    </p>
    <a className="btn sm" href={`/sign-in?callbackUrl=/drafts/${draftId}`} target="_blank" rel="noreferrer">
      Sign in in a new tab
    </a>
  </div>
);

/** What came of the last try, inside the dialog, so that nothing typed is lost. */
export function DecisionNotice({ phase, draftId }: { phase: Phase; draftId: string }) {
  if (phase.name === 'refused') {
    // The apply dialog names the flags that wait, for as long as they do.
    return phase.refusal.code === 'CHECKLIST_INCOMPLETE' ? null : <Refused refusal={phase.refusal} />;
  }
  if (phase.name === 'looking') return <Looking />;
  if (phase.name === 'not_arrived') return <NotArrived />;
  return phase.name === 'signed_out' ? <SignedOut draftId={draftId} /> : null;
}
