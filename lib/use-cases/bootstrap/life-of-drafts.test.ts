import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { scopes } from '@/lib/domain/keys/scope';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { authenticateKey } from '../keys/authenticate-key';
import { createTenant } from './create-tenant';

// Settings are read once a process, at the first question.
process.env['DRAFT_TTL_HOURS'] = '1';

it('DRAFT_TTL_HOURS is how long drafts of a new tenant wait', async () => {
  const email = `${randomUUID()}@example.com`;
  const { agentToken } = accepted(
    await createTenant({
      name: `life-${randomUUID().slice(0, 8)}`,
      people: [{ name: 'A', email, role: 'admin', password: 'a long enough password' }],
      agentKey: {
        ownerEmail: email,
        name: 'bot',
        agentIdentity: 'bot',
        scopes,
        purpose: 'tests',
        environment: 'prod',
        days: 1,
        maxPendingDrafts: 10,
      },
    }),
  );
  const agent = accepted(await authenticateKey(agentToken ?? ''));
  const { createdAt, expiresAt } = await propose(agent);
  expect(expiresAt.getTime() - createdAt.getTime()).toBe(3_600_000);
});
