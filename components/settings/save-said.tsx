import { Check, TriangleAlert } from 'lucide-react';
import type { Refusal } from '@/lib/domain/refusal';
import type { SavePhase } from './use-draft-life';

const lost = 'The server did not answer. Your values are still here: save again, it will not be done twice.';

function Moved({ refusal: { moved = [] } }: { refusal: Refusal }) {
  return (
    <>
      <b>Not saved: somebody else changed these meanwhile.</b>
      <ul>
        {moved.map(({ field, label, base, live }) => (
          <li key={field}>
            {label}: {base} → {live}
          </li>
        ))}
      </ul>
      Your values are still in the fields. Save again to replace theirs.
    </>
  );
}

function Refused({ refusal }: { refusal: Refusal }) {
  if (refusal.code === 'SETTINGS_CHANGED') return <Moved refusal={refusal} />;
  if (refusal.issues) return <b>Not saved. Correct what is marked.</b>;
  return (
    <>
      <b>Not saved.</b> {refusal.message} {refusal.hint ?? ''}
    </>
  );
}

/** What became of the last attempt to save. */
export function SaveSaid({ phase }: { phase: SavePhase }) {
  if (phase.name === 'saved') {
    return (
      <output className="banner ok">
        <Check className="icon" aria-hidden="true" />
        <span>
          <b>Saved.</b> It counts for drafts that are proposed from now on.
        </span>
      </output>
    );
  }
  if (phase.name === 'idle' || phase.name === 'busy') return null;
  return (
    <div className="banner warn" role="alert">
      <TriangleAlert className="icon" aria-hidden="true" />
      <div>{phase.name === 'refused' ? <Refused refusal={phase.refusal} /> : lost}</div>
    </div>
  );
}
