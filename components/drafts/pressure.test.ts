import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { RefusedCalls } from '@/lib/domain/calls/pressure';
import { PressureSection } from './pressure';

const at = new Date('2026-11-21T09:00:00.000Z');
const apply: RefusedCalls = {
  asked: 'draft_apply',
  rule: 'boundary:no-apply',
  code: 'MCP_CANNOT_APPLY',
  count: 2,
  first: at,
  last: at,
  inRun: true,
  after: true,
  onThis: true,
  by: null,
};

const shown = (refused: RefusedCalls[]) =>
  renderToStaticMarkup(
    createElement(PressureSection, {
      pressure: { refused, moreRefused: false, calls: [], moreCalls: false },
    }),
  );

describe('what the agent of a draft was refused, on the review', () => {
  it('says loudly that it tried to apply this very draft, and tells what came after from what came before', () => {
    const html = shown([apply, { ...apply, after: false, onThis: false, asked: 'endpoint_delete' }]);
    const order = [
      'This agent tried to apply this draft itself, 2 times',
      'After it proposed this',
      'draft_apply',
      'Before it proposed this',
      'endpoint_delete',
    ].map((words) => html.indexOf(words));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('says nothing of this draft where none of it was about this draft', () => {
    const html = shown([{ ...apply, onThis: false }]);
    expect(html).not.toContain('tried to apply');
    expect(html).not.toContain('Before it proposed');
  });

  it('names the key of what another one was refused, and says that it only claims the run', () => {
    const html = shown([{ ...apply, by: { keyId: 'key_01ABCD', name: 'honest-bot' } }]);
    expect(html).toContain('By another key that claims this run: <a');
    expect(html).toContain('href="/agents/key_01ABCD">honest-bot (ABCD)</a>');
    expect(html).toContain('Another key tried to apply this draft, 2 times');
    expect(html).not.toContain('itself');
  });

  it('says on a phone too whose refusals these are', () => {
    expect(shown([])).toContain('<span class="aside">In this run, and to its key');
  });
});
