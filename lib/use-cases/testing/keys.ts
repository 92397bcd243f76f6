import type { Human } from '@/lib/domain/actor';
import { dataClasses } from '@/lib/domain/policy/data-class';
import { issueKey } from '../keys/issue-key';
import { accepted } from './result';

export const newKey = {
  name: 'bot of tests',
  agent_identity: 'test-bot',
  purpose: 'Proposes endpoints for tests',
  environment: 'prod' as const,
  days: 30,
  data_classes: [...dataClasses],
  scopes: ['mcp:read:*', 'mcp:draft:create:endpoint', 'mcp:draft:discard'],
};

/** A key as a person issues it, with its token. */
export async function issued(human: Human, over: Record<string, unknown> = {}) {
  const { key, token, evidence } = accepted(await issueKey(human, { ...newKey, ...over }, null));
  if (token === null) throw new Error('the token was not shown');
  return { key, token, evidence };
}
