import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { AgentKey } from '@/lib/domain/keys/agent-key';
import { leastTerms } from '@/lib/domain/keys/key-terms';
import { KeyDetail } from './key-detail';
import { KeyTable } from './key-table';

const at = new Date('2027-01-02T03:04:00Z');
const key: AgentKey = {
  id: 'key_1',
  name: 'bot',
  agentIdentity: 'deploy-bot',
  purpose: 'Proposes endpoints',
  owner: { id: 'usr_1', name: 'Robin', role: 'operator', disabled: false },
  environment: 'dev',
  everyEnvironment: false,
  terms: { ...leastTerms, scopes: ['mcp:read:drafts'], data_classes: ['internal_engineering_docs'] },
  status: 'active',
  statusReason: null,
  revision: 1,
  createdBy: 'usr_1',
  createdAt: at,
  expiresAt: at,
  rotatedFrom: null,
  graceUntil: null,
  consent: null,
};
const said = (over: Partial<AgentKey>) =>
  renderToStaticMarkup(
    createElement(KeyDetail, {
      of: { ...key, ...over },
      state: 'active',
      use: { seenAt: null, client: null, clientVersion: null, calls: 0, denied: 0 },
      tools: [],
      related: [{ is: 'predecessor', id: 'key_0', name: 'old bot', worksUntil: at }],
      paused: true,
      changeable: true,
      acts: null,
    }),
  ).replaceAll(/<[^>]*>/g, '');

it('the reason of a key is said with what it was for', () => {
  expect(said({})).not.toContain('Reason when');
  const statusReason = 'looked into';
  expect(said({ statusReason })).toContain('Reason when it was resumed: looked into');
  expect(said({ statusReason, status: 'suspended' })).toContain('Reason when it was suspended: looked into');
  expect(said({ statusReason, status: 'revoked' })).toContain('Reason when it was revoked: looked into');
});

it('the page of a key says what it replaced, that it is paused, and that it opens no tool', () => {
  expect(said({})).toContain('Replaces old bot, which still works for');
  expect(said({})).toContain('Paused');
  expect(said({})).not.toContain('opens no tool:');
  expect(said({ terms: leastTerms })).toContain('This key opens no tool: change what it allows');
});

it('two keys of one name, as after a rotation, are told apart in the list', () => {
  const use = { seenAt: null, client: null, clientVersion: null, calls: 0, denied: 0 };
  const keys = ['key_01AAAA', 'key_01BBBB'].map(
    (id) => ({ key: { ...key, id }, state: 'active', use, paused: false }) as const,
  );
  const html = renderToStaticMarkup(createElement(KeyTable, { keys, personId: 'usr_1', act: null }));
  expect(html.replaceAll(/<[^>]*>/g, '')).toMatch(/\(AAAA\) deploy-bot.*\(BBBB\) deploy-bot/s);
});
