import { beforeAll, describe, expect, it } from 'vitest';
import { makeKey, makePerson, makeSession, makeTeam, makeTenant } from '@/db/testing/fixtures';
import { writeCursor } from '@/lib/domain/page-cursor';
import { apply, propose } from '@/lib/use-cases/testing/acts';
import { accepted, codeOf } from '@/lib/use-cases/testing/result';
import { listEndpointVersions } from './list-endpoint-versions';
import { listEndpoints } from './list-endpoints';
import { showEndpoint } from './show-endpoint';

const { person, reviewer, agent } = await makeTeam();
let id: string;

beforeAll(async () => {
  for (const name of ['alpha', 'beta', 'gamma']) {
    const applied = accepted(await apply(reviewer, await propose(agent, { name })));
    if (name === 'beta') id = applied.resource.id;
  }
  accepted(
    await apply(
      reviewer,
      await propose(agent, { name: 'beta', timeout_seconds: 9 }, { operation: 'update' }),
    ),
  );
  await propose(agent, { name: 'beta', timeout_seconds: 12 }, { operation: 'update' });
});

describe('endpoints', () => {
  it('are listed by name, a page at a time', async () => {
    const first = accepted(await listEndpoints(agent, { limit: 2 }));
    const second = accepted(await listEndpoints(agent, { limit: 2, cursor: first.nextCursor ?? '' }));
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['alpha', 'beta', 'gamma']);
    expect(second.nextCursor).toBeNull();
  });

  it('are shown with their version and what waits for them', async () => {
    const shown = accepted(await showEndpoint(reviewer, { name: 'beta' }));
    expect(shown.endpoint).toMatchObject({ id, version: 2 });
    expect(shown.pendingDrafts).toBe(1);
  });

  it('keep every version, newest first, with who applied it', async () => {
    const { items } = accepted(await listEndpointVersions(reviewer, id, {}));
    expect(items.map(({ version, operation, applied_by }) => [version, operation, applied_by])).toEqual([
      [2, 'update', reviewer.userId],
      [1, 'create', reviewer.userId],
    ]);
  });

  it.each([3_000_000_000, 2 ** 31, 0, -1, 1.5, 1e300])('keep no version %d', async (version) => {
    const page = await listEndpointVersions(reviewer, id, { cursor: writeCursor([version]) });
    expect(codeOf(page)).toBe('VALIDATION_FAILED');
  });

  it('have a page behind every version that may be', async () => {
    const page = await listEndpointVersions(reviewer, id, { cursor: writeCursor([2 ** 31 - 1]) });
    expect(accepted(page).items).toHaveLength(2);
  });

  it.each([3_000_000_000, 'a'.repeat(64), 'a\0'])('have no page behind the name %j', async (name) => {
    expect(codeOf(await listEndpoints(reviewer, { cursor: writeCursor([name]) }))).toBe('VALIDATION_FAILED');
  });

  it('of another tenant read like missing ones', async () => {
    const stranger = await makeSession(await makePerson(await makeTenant(), 'admin'));
    expect(accepted(await listEndpoints(stranger, {})).items).toEqual([]);
    expect(codeOf(await showEndpoint(stranger, { id }))).toBe('RESOURCE_NOT_FOUND');
    expect(codeOf(await listEndpointVersions(stranger, id, {}))).toBe('RESOURCE_NOT_FOUND');
  });

  it('need their scope', async () => {
    const writer = (await makeKey(person, ['mcp:draft:create:endpoint'])).agent;
    expect(codeOf(await listEndpoints(writer, {}))).toBe('INSUFFICIENT_SCOPE');
    expect(codeOf(await showEndpoint(writer, { id }))).toBe('INSUFFICIENT_SCOPE');
  });
});
