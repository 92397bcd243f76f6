import postgres from 'postgres';
import { afterAll, afterEach, expect, inject, it, vi } from 'vitest';
import { tamperLog } from '@/db/testing/tamper-log';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from '../evidence/list-evidence';
import { proveInclusion } from './prove-inclusion';
import type { Recomputing } from './recompute-log';
import { showLogStanding } from './show-log-standing';
import { recomputeRound } from './start-recomputing';
import { makeLog } from './testing/make-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());
afterEach(() => vi.restoreAllMocks());
const signal = new AbortController().signal;

it('goes through a log again in which a reader met with what the walk had gone by', async () => {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const { tenant, reviewer, grow } = await makeLog();
  await grow(5);
  const walks = new Map<string, Recomputing>();
  const standing = () => accepted(showLogStanding(reviewer));
  const messageOf = () => {
    const shown = standing();
    return 'broken' in shown ? shown.broken.message : 'verified';
  };
  await recomputeRound(walks, [tenant.id], signal);
  expect(standing()).toHaveProperty('verifiedTo');
  await tamperLog(owner, tenant, "update log_leaves set entry = entry || ' ' where idx = 2");
  const { items } = accepted(await listEvidence(reviewer, {}));
  const changed = items.find(({ merklePosition }) => merklePosition === 2);
  expect(codeOf(await proveInclusion(reviewer, changed?.id ?? ''))).toBe('LOG_BROKEN');
  expect(messageOf()).toMatch(/^The proof of position 2 in \d+ does not lead to the signed head\.$/);
  await grow();
  await recomputeRound(walks, [tenant.id], signal);
  expect(messageOf()).toContain('It is broken at #2');
});
