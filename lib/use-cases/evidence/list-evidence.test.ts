import { createHash } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { tamperLog } from '@/db/testing/tamper-log';
import { writeCursor } from '@/lib/domain/page-cursor';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEvidence } from './list-evidence';
import { showEvidence } from './show-evidence';

const { person, reviewer, agent } = await makeTeam();

beforeAll(async () => {
  for (let n = 0; n < 7; n += 1) await propose(agent, { name: `leaf-${n}` });
});

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

describe('listEvidence', () => {
  it('hands out the exact bytes that were hashed', async () => {
    const { items } = accepted(await listEvidence(agent, {}));
    for (const { entry, leafHash, payload } of items) {
      const bytes = Buffer.from(entry, 'base64');
      const hash = createHash('sha256')
        .update(Buffer.concat([Buffer.of(0), bytes]))
        .digest('hex');
      expect(leafHash).toBe(`sha256:${hash}`);
      expect((JSON.parse(bytes.toString()) as { payload: unknown }).payload).toEqual(payload);
    }
  });

  it('pages newest first without a gap', async () => {
    const positions: number[] = [];
    let cursor: string | undefined;
    do {
      const page = accepted(await listEvidence(reviewer, { limit: 3, ...(cursor && { cursor }) }));
      positions.push(...page.items.map(({ merklePosition }) => merklePosition));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(positions).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  it.each([-1, 2 ** 53, 1e19, 1e300, 0.5])('has no page behind the place %d', async (position) => {
    const cursor = writeCursor([position]);
    expect(codeOf(await listEvidence(reviewer, { cursor }))).toBe('VALIDATION_FAILED');
  });

  it('reads every place that a log may have', async () => {
    const beyond = { cursor: writeCursor([Number.MAX_SAFE_INTEGER]) };
    expect(accepted(await listEvidence(reviewer, beyond)).items).toHaveLength(10);
    expect(accepted(await listEvidence(reviewer, { cursor: writeCursor([0]) })).items).toEqual([]);
  });

  it('shows a record whose bytes somebody made into none', async () => {
    const elsewhere = await makeTeam();
    await tamperLog(owner, elsewhere.person.tenant, "update log_leaves set entry = '\\xff00' where idx = 1");
    const { items } = accepted(await listEvidence(elsewhere.reviewer, {}));
    expect(items.find(({ merklePosition }) => merklePosition === 1)).toMatchObject({
      payload: {},
      entry: '/wA=',
    });
  });

  it('is refused without the scope and empty for another tenant', async () => {
    const writer = (await makeKey(person, ['mcp:draft:create:endpoint'])).agent;
    expect(codeOf(await listEvidence(writer, {}))).toBe('INSUFFICIENT_SCOPE');
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    const theirs = accepted(await listEvidence(stranger, {})).items;
    expect(theirs.map(({ event }) => event)).toEqual(['person_added', 'tenant_created']);
    const [first] = accepted(await listEvidence(reviewer, { limit: 1 })).items;
    expect(codeOf(await showEvidence(stranger, first?.id ?? ''))).toBe('EVIDENCE_NOT_FOUND');
    expect(accepted(await showEvidence(reviewer, first?.id ?? ''))).toEqual(first);
  });
});
