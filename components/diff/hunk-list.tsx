'use client';

import { UnfoldVertical } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { diffHunks, type Hunk } from './diff-hunks';
import { HunkView } from './hunk-view';

type Props = { before: string; after: string; split: boolean; nonce: string; onDrawn: () => void };

/** Changed stretches drawn, equal ones folded behind a counting button. Reports once every changed row is there. */
export function HunkList({ before, after, split, nonce, onDrawn }: Props) {
  const hunks = useMemo(() => diffHunks(before, after), [before, after]);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const body = useRef<HTMLDivElement>(null);
  const wanted = hunks.filter((hunk) => hunk.kind === 'changed').length;
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    const drawn = () =>
      [...element.querySelectorAll('table')].filter((table) => table.rows.length > 0).length;
    const check = () => {
      if (drawn() < wanted) return;
      observer.disconnect();
      onDrawn();
    };
    const observer = new MutationObserver(check);
    if (body.current) observer.observe(body.current, { childList: true, subtree: true });
    check();
    return () => observer.disconnect();
  }, [wanted, onDrawn]);
  return (
    <div className="diff-body" ref={body}>
      {hunks.map((hunk, index) =>
        hunk.kind === 'changed' || opened.has(index) ? (
          <HunkView
            key={`${split}:${hunk.beforeStart}:${hunk.afterStart}`}
            hunk={hunk}
            split={split}
            nonce={nonce}
          />
        ) : (
          <FoldLine
            key={`fold:${hunk.beforeStart}:${hunk.afterStart}`}
            hunk={hunk}
            onOpen={() => setOpened(new Set([...opened, index]))}
          />
        ),
      )}
    </div>
  );
}

function FoldLine({ hunk, onOpen }: { hunk: Hunk; onOpen: () => void }) {
  return (
    <button type="button" className="fold-line" onClick={onOpen}>
      <UnfoldVertical className="icon-small" aria-hidden="true" />
      {hunk.before.length} unchanged lines
    </button>
  );
}
