import { TriangleAlert } from 'lucide-react';
import type { TermChange } from './term-facts';

type Props = { changes: readonly TermChange[]; onAgain: () => void };

/** Somebody else was faster: what they changed, and the way to begin again from there. */
export function ChangedMeanwhile({ changes, onAgain }: Props) {
  return (
    <div className="banner warn" role="alert">
      <TriangleAlert className="icon" aria-hidden="true" />
      <div className="grid gap-2">
        <p>This key was changed after you opened it. What you typed was not saved.</p>
        {changes.length === 0 ? (
          <p>What it allows is the same: it was stopped, let go on or rotated.</p>
        ) : (
          <ul className="grid gap-1">
            {changes.map(({ name, before, after }) => (
              <li key={name} className="break-words">
                <strong>{name}</strong>: {before} → {after}
              </li>
            ))}
          </ul>
        )}
        <button type="button" className="btn sm justify-self-start" onClick={onAgain}>
          Begin again from how it is now
        </button>
      </div>
    </div>
  );
}
