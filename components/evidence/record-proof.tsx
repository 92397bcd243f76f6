import { hexOf } from '@/lib/domain/log/bytes';
import type { InclusionPath } from '@/lib/domain/log/inclusion-path';
import { CopyButton } from '../ui/copy-button';
import { utcWords } from '../ui/time-words';
import { ProofPath } from './proof-path';

type Checkpoint = { size: number; note: string; verifierKey: string; signedAt: Date };

/** The inclusion path, drawn, and the signed head that it leads to. */
export function RecordProof({ path, checkpoint }: { path: InclusionPath; checkpoint: Checkpoint }) {
  const { size, note, verifierKey, signedAt } = checkpoint;
  return (
    <>
      <section className="section" aria-labelledby="path">
        <div className="section-head">
          <h2 id="path">Inclusion path</h2>
          <span className="muted text-13">
            {path.steps.length} {path.steps.length === 1 ? 'hash' : 'hashes'} lead from this record to the
            root of {size} {size === 1 ? 'leaf' : 'leaves'}
          </span>
        </div>
        <p className="path-key">
          Read it from below: two hashes of a pair, hashed together, give the one above. What has a solid line
          is computed from this record; what has a dashed line is in the proof. Whoever arrives at the root
          that was signed knows that this record lies in the log, unchanged.
        </p>
        <ProofPath path={path} />
      </section>
      <section className="section" aria-labelledby="head">
        <div className="section-head">
          <h2 id="head">Signed head</h2>
          <span className="muted text-13">signed {utcWords(signedAt)}</span>
        </div>
        <div className="copied-text">
          <pre className="entry mono">{note.trimEnd()}</pre>
          <CopyButton text={note} label="Copy the signed head" />
        </div>
        <p className="muted text-13 mt-3">
          Origin, size, and the root in base64. In hexadecimal, as in the picture, it is{' '}
          <span className="mono break-all">{hexOf(path.root.hash)}</span>.
        </p>
        <p className="muted text-13 mt-3">
          Its key, to compare with the one that you were given another way:
        </p>
        <div className="copied-text mt-1">
          <pre className="entry mono">{verifierKey}</pre>
          <CopyButton text={verifierKey} label="Copy the verifier key" />
        </div>
      </section>
    </>
  );
}
