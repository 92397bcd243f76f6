import { hexOf } from '@/lib/domain/log/bytes';
import type { InclusionPath, PathStep, Subtree } from '@/lib/domain/log/inclusion-path';
import { CopyButton } from '../ui/copy-button';

const leaves = ({ from, to }: Subtree): string => (to - from === 1 ? `#${from}` : `#${from}–#${to - 1}`);

/** What a hash on the picture is: the record's own, one above it, the root, or one that only the proof has. */
const notes = { record: 'this record', computed: 'computed', root: 'signed root', given: 'from the proof' };
type Part = keyof typeof notes;

function Hash({ node, part }: { node: Subtree; part: Part }) {
  const hex = hexOf(node.hash);
  return (
    <div
      className={part === 'given' ? 'path-node' : `path-node own ${part === 'computed' ? '' : 'end-of-path'}`}
    >
      <span className="path-leaves tabular-nums">
        {leaves(node)}{' '}
        <span className={part === 'given' || part === 'computed' ? 'muted' : undefined}>{notes[part]}</span>
      </span>
      <span className="row nowrap">
        <span className="mono" title={hex}>
          {hex.slice(0, 8)}…{hex.slice(-4)}
        </span>
        <CopyButton text={hex} label={`Copy hash of ${leaves(node)}`} />
      </span>
    </div>
  );
}

/** From the middle of the node above down to both halves that hash into it. */
function Fork({ above, step }: { above: number; step: PathStep }) {
  const own = step.recordIs === 'left' ? 25 : 75;
  const other = 100 - own;
  return (
    <svg className="path-fork" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M${above} 10 H${other} V20`} />
      <path className="own" d={`M${above} 0 V10 H${own} V20`} />
    </svg>
  );
}

function Pair({ step, above, isLast }: { step: PathStep; above: number; isLast: boolean }) {
  const isLeft = step.recordIs === 'left';
  const own = isLast ? 'record' : 'computed';
  return (
    <li>
      <Fork above={above} step={step} />
      <div className="path-pair">
        <Hash node={step.left} part={isLeft ? own : 'given'} />
        <Hash node={step.right} part={isLeft ? 'given' : own} />
      </div>
    </li>
  );
}

/**
 * The way from the signed root down to the record: each pair of hashes gives the one above it. What is in the proof is
 * beside the way; everything on the way is computed from the record itself.
 */
export function ProofPath({ path: { leaf, steps, root } }: { path: InclusionPath }) {
  const down = steps.toReversed();
  return (
    <ol className="proof-path" aria-label={`From the signed root down to record ${leaf.from}`}>
      <li>
        <Hash node={root} part="root" />
      </li>
      {down.map((step, at) => (
        <Pair
          key={`${step.left.from}-${step.right.to}`}
          step={step}
          above={middleOf(down[at - 1])}
          isLast={at === down.length - 1}
        />
      ))}
    </ol>
  );
}

/** Where the node lies, in hundredths, that the next pair hangs from. */
function middleOf(step: PathStep | undefined): number {
  if (step === undefined) return 50;
  return step.recordIs === 'left' ? 25 : 75;
}
