import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { keyStates } from '@/lib/domain/keys/agent-key';
import { KeyStateChip } from './key-state-chip';

it('a key that would work and is paused says so, with the way to where it is let in', () => {
  for (const state of keyStates) {
    for (const paused of [true, false]) {
      const html = renderToStaticMarkup(createElement(KeyStateChip, { keyId: 'key_1', state, paused }));
      const said = paused && (state === 'active' || state === 'retiring');
      expect(html.includes('href="/safety">Paused</a>')).toBe(said);
    }
  }
});
