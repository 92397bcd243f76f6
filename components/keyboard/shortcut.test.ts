import { describe, expect, it } from 'vitest';
import { matchShortcut, type Shortcut } from './shortcut';

const shortcut = (keys: string): Shortcut => ({
  keys,
  label: keys,
  group: 'Everywhere',
  run: () => undefined,
});
const all = [shortcut('j'), shortcut('g i'), shortcut('i')];

describe('matchShortcut', () => {
  it('finds a single key', () => {
    expect(matchShortcut(all, '', 'j').shortcut?.keys).toBe('j');
  });

  it('waits for the second of two keys and prefers the pair', () => {
    const waiting = matchShortcut(all, '', 'g');
    expect(waiting).toEqual({ shortcut: null, pending: 'g' });
    expect(matchShortcut(all, waiting.pending, 'i').shortcut?.keys).toBe('g i');
  });

  it('forgets a first key that led nowhere', () => {
    expect(matchShortcut(all, 'g', 'x')).toEqual({ shortcut: null, pending: '' });
    expect(matchShortcut(all, 'g', 'j').shortcut?.keys).toBe('j');
  });
});
