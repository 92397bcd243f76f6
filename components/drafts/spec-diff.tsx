'use client';

import { useCallback, useMemo } from 'react';
import type { Review } from '@/lib/domain/draft/review';
import { hasHidden, visible } from '@/lib/domain/text/visible';
import { countChanges } from '../diff/diff-hunks';
import { FieldView } from '../diff/field-view';
import { HunkList } from '../diff/hunk-list';
import { type DiffView, useDiffView } from '../diff/use-diff-view';
import { useDocumentNonce } from '../diff/use-document-nonce';
import { ViewSwitch } from '../diff/view-switch';
import type { Shortcut } from '../keyboard/shortcut';
import { useShortcuts } from '../keyboard/shortcut-registry';
import { CopyButton } from '../ui/copy-button';
import { beforeLabel } from './before-label';
import { useDecision } from './decision-context';

/** The diff as every page sees it, whatever draws it. */
type Props = { review: Review; canonical: string };

function Sides({ before }: { before: string }) {
  return (
    <div className="diff-sides">
      <span>{before}</span>
      <span>Proposed</span>
    </div>
  );
}

function Raw({ canonical, digest }: { canonical: string; digest: string }) {
  return (
    <>
      <pre className="diff-raw mono">{visible(canonical)}</pre>
      <div className="diff-foot">
        <span>The exact bytes. Their SHA-256 is</span>
        <span className="value">{digest}</span>
        <CopyButton text={canonical} label="Copy the exact bytes" />
        {hasHidden(canonical) ? (
          <span>Hidden characters are shown as code points; copying gives them as they are.</span>
        ) : null}
      </div>
    </>
  );
}

/**
 * A side that is empty has nothing to stand beside. Of a decided draft only the change itself is kept, not the text it was
 * made against, so lines cannot be compared.
 */
const hiddenViews = (oneSided: boolean): readonly DiffView[] => (oneSided ? ['split'] : []);

const fallback = (without: readonly DiffView[]): DiffView =>
  without.includes('unified') ? 'fields' : 'unified';

/** The spec as Fields, Unified, Split or Raw. Apply waits until it has been drawn. */
export function SpecDiff({ review, canonical }: Props) {
  const [chosen, choose] = useDiffView();
  const nonce = useDocumentNonce();
  const { diffReady, setDiffReady } = useDecision();
  const { draft, proposedJson } = review;
  const before = review.before?.json ?? '';
  const oneSided = before === '' || proposedJson === '';
  const without = hiddenViews(oneSided);
  const view = without.includes(chosen) ? fallback(without) : chosen;
  const counts = useMemo(() => countChanges(before, proposedJson), [before, proposedJson]);
  const drawn = useCallback(() => setDiffReady(true), [setDiffReady]);
  const shortcuts = useMemo<readonly Shortcut[]>(
    () => [
      {
        keys: 'm',
        label: 'Split or unified diff',
        group: 'Review',
        run: () => choose(view === 'split' ? 'unified' : 'split'),
      },
    ],
    [view, choose],
  );
  useShortcuts(shortcuts);
  return (
    <section
      className="section"
      id="diff"
      aria-labelledby="diff-title"
      data-diff-ready={diffReady ? '' : undefined}
    >
      <div className="section-head">
        <h2 id="diff-title">Spec diff</h2>
      </div>
      <div className="panel">
        <div className="diff-head">
          <span className="font-medium">{draft.resourceName}</span>
          <span className="muted only-wide">canonical JSON</span>
          <span className="muted ml-auto">
            {counts.removed} removed, {counts.added} added
          </span>
          <ViewSwitch view={view} onChoose={choose} without={without} />
        </div>
        {nonce === null ? (
          <pre className="diff-raw mono">{proposedJson}</pre>
        ) : (
          <Body
            view={view}
            nonce={nonce}
            before={before}
            onDrawn={drawn}
            review={review}
            canonical={canonical}
          />
        )}
      </div>
    </section>
  );
}

type BodyProps = Props & { view: DiffView; nonce: string; before: string; onDrawn: () => void };

function Body({ view, nonce, before, onDrawn, review, canonical }: BodyProps) {
  const { proposedJson, changes, draft } = review;
  const lines = view === 'split' || view === 'unified';
  return (
    <>
      {view === 'split' ? <Sides before={beforeLabel(review)} /> : null}
      {/* Drawn in every view, so that Apply waits for the diff itself and not for the view that was chosen. */}
      <div hidden={!lines}>
        <HunkList
          before={before}
          after={proposedJson}
          split={view === 'split'}
          nonce={nonce}
          onDrawn={onDrawn}
        />
      </div>
      {view === 'fields' ? <FieldView changed={changes.changed} /> : null}
      {view === 'raw' ? <Raw canonical={canonical} digest={draft.proposedSpecDigest} /> : null}
    </>
  );
}
