'use client';

import ReactDiffViewer, { LineNumberPrefix, type ReactDiffViewerProps } from 'react-diff-viewer-continued';
import type { Hunk } from './diff-hunks';
import { lineParts } from './line-parts';
import { viewerStyles } from './viewer-styles';

type GutterData = Parameters<NonNullable<ReactDiffViewerProps['renderGutter']>>[0];

/** By the viewer's DiffType, which it does not export: 0 equal, 1 added, 2 removed. */
const equalLine = 0;
const tints: Readonly<Record<number, string>> = { 1: 'added', 2: 'removed' };

/** One stretch of the diff, drawn by the viewer with our line numbers. */
export function HunkView({ hunk, split, nonce }: { hunk: Hunk; split: boolean; nonce: string }) {
  const gutter = ({ lineNumber, additionalLineNumber, prefix, type }: GutterData) => {
    const right = prefix === LineNumberPrefix.RIGHT || (!split && type.valueOf() === equalLine);
    const shown = additionalLineNumber ?? lineNumber;
    const offset = (right ? hunk.afterStart : hunk.beforeStart) - 1;
    const classes = ['diff-gutter', split && right ? 'right' : '', tints[type.valueOf()] ?? ''];
    return <td className={classes.join(' ')}>{shown === 0 ? '' : shown + offset}</td>;
  };
  return (
    <ReactDiffViewer
      oldValue={hunk.before.join('\n')}
      newValue={hunk.after.join('\n')}
      splitView={split}
      compareMethod={lineParts}
      styles={viewerStyles}
      renderGutter={gutter}
      nonce={nonce}
      hideLineNumbers
      hideSummary
      disableWorker
      showDiffOnly={false}
    />
  );
}
