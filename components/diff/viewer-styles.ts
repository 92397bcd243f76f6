import type { ReactDiffViewerStylesOverride } from 'react-diff-viewer-continued';

const variables = {
  diffViewerBackground: 'var(--bg)',
  diffViewerColor: 'var(--fg)',
  addedBackground: 'var(--add-line)',
  addedColor: 'var(--fg)',
  removedBackground: 'var(--del-line)',
  removedColor: 'var(--fg)',
  changedBackground: 'var(--bg)',
  wordAddedBackground: 'var(--add-word)',
  wordRemovedBackground: 'var(--del-word)',
  emptyLineBackground: 'var(--bg-subtle)',
};

const mono = 'var(--font-mono)';

/** The viewer in our tokens. They are custom properties, so both themes are the same sheet. */
export const viewerStyles: ReactDiffViewerStylesOverride = {
  variables: { light: variables, dark: variables },
  diffContainer: {
    minWidth: 'unset',
    fontSize: 'var(--text-13)',
    overflowX: 'visible',
    fontFeatureSettings: '"zero", "calt" 0',
    letterSpacing: 0,
    pre: { lineHeight: '22px' },
  },
  line: { fontSize: 'var(--text-13)' },
  contentText: {
    direction: 'ltr',
    unicodeBidi: 'isolate-override',
    fontFamily: mono,
    lineHeight: '22px',
    overflowWrap: 'anywhere',
    lineBreak: 'auto',
  },
  content: { paddingRight: 12 },
  marker: {
    width: 18,
    paddingLeft: 0,
    paddingRight: 0,
    verticalAlign: 'top',
    pre: { width: '100%', textAlign: 'center', fontFamily: mono, color: 'var(--fg-muted)' },
  },
  wordDiff: {
    padding: '1px 0',
    borderRadius: 'var(--r-xs)',
    // The viewer marks words itself only for its own comparison methods; ours come as bare ins and del.
    '&:is(ins)': { background: 'var(--add-word)' },
    '&:is(del)': { background: 'var(--del-word)' },
  },
};
