import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { addBundlePart, claimBundle } from '@/db/queries/bundle-making';
import { withTenant } from '@/db/tenant';
import { makeTeam } from '@/db/testing/fixtures';
import { ownerIn } from '@/db/testing/owner-in';
import type { Human } from '@/lib/domain/actor';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { askBundle } from './ask-bundle';
import { bundler } from './bundle-job';
import { makeNextBundle } from './make-bundle';
import { showBundle } from './show-bundle';
import { fetched, filesIn, makeAll } from './testing/fetched';

const owner = postgres(inject('ownerUrl'), { max: 2 });
afterAll(() => owner.end());

const tenantOf = ({ tenantId: id }: Human) => ({ id });

async function waiting() {
  const { agent, reviewer } = await makeTeam();
  await propose(agent);
  return { reviewer, bundle: accepted(await askBundle(reviewer, {}, null)).bundle };
}
const dropLease = (human: Human) =>
  ownerIn(
    owner,
    tenantOf(human),
    (sql) => sql`update evidence_bundles set leased_until = now() - interval '1 s' where status = 'making'`,
  );

describe('a process that makes a bundle', () => {
  it('is killed, and the next one makes it from the start', async () => {
    const { reviewer, bundle } = await waiting();
    const script = join(import.meta.dirname, 'testing/stuck-maker.ts');
    const child = spawn(
      process.execPath,
      ['--conditions=react-server', '--import', 'tsx', script, reviewer.tenantId],
      { env: process.env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    expect(accepted(await showBundle(reviewer, bundle.id)).status).toBe('making');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await makeNextBundle(reviewer.tenantId, new AbortController().signal)).toBe(false);
    await dropLease(reviewer);
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, bundle.id))).toMatchObject({ status: 'ready', broken: null });
    expect(filesIn(await fetched(reviewer, bundle.id)).has('manifest.json')).toBe(true);
  }, 60_000);

  it('adds nothing once another one has taken over, nor to what is finished', async () => {
    const { reviewer, bundle } = await waiting();
    const { value: stale } = await withTenant(bundler(reviewer.tenantId), (tx) => claimBundle(tx, 30));
    await dropLease(reviewer);
    await makeAll(reviewer.tenantId);
    for (const attempt of [1, 2]) {
      const late = withTenant(bundler(reviewer.tenantId), (tx) =>
        addBundlePart(tx, { id: bundle.id, attempt }, { part: 7, content: Buffer.from('late') }),
      );
      await expect(late).rejects.toThrow('is not being made by this try');
    }
    expect(stale?.making).toEqual({ id: bundle.id, attempt: 1 });
    const again = ownerIn(
      owner,
      tenantOf(reviewer),
      (sql) => sql`update evidence_bundles set status = 'waiting', finished_at = null`,
    );
    await expect(again).rejects.toThrow('is finished');
  });

  it('leaves it to the next at once when it is told to stop', async () => {
    const { reviewer, bundle } = await waiting();
    await makeNextBundle(reviewer.tenantId, AbortSignal.abort());
    expect(accepted(await showBundle(reviewer, bundle.id)).status).toBe('making');
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, bundle.id)).status).toBe('ready');
  });

  it('gives up a bundle that has ended too many of them', async () => {
    const { reviewer, bundle } = await waiting();
    await ownerIn(owner, tenantOf(reviewer), (sql) => sql`update evidence_bundles set attempt = 5`);
    await makeAll(reviewer.tenantId);
    expect(accepted(await showBundle(reviewer, bundle.id))).toMatchObject({
      status: 'failed',
      failedCode: 'BUNDLE_INTERRUPTED',
      file: null,
    });
  });
});
