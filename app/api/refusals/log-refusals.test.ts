import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, expect, inject, it, vi } from 'vitest';
import { makePerson, makeSession, makeTenant } from '@/db/testing/fixtures';
import { tamperLog } from '@/db/testing/tamper-log';
import { config } from '@/lib/config';
import type { RefusalCode } from '@/lib/domain/refusal';
import type { checkpointAdvice } from '@/lib/domain/refusal-guide/checkpoint-advice';
import type { logAdvice } from '@/lib/domain/refusal-guide/log-advice';
import { ask } from '@/lib/http/testing/ask';
import { documented, type Said, said } from '@/lib/http/testing/documented-refusal';
import { judged } from '@/lib/http/testing/judged';
import { freshCheckpoint } from '@/lib/use-cases/log/fresh-checkpoint';
import { knownOf } from '@/lib/use-cases/log/log-standings';
import { growLog } from '@/lib/use-cases/testing/grow-log';
import { accepted } from '@/lib/use-cases/testing/result';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(async () => {
  vi.restoreAllMocks();
  await owner.end();
});

/** That the tenant was made, and that its reader was added. */
const atFirst = 2;

/** A log of so many records that was signed, and its reader. */
async function signed(count: number) {
  const tenant = await makeTenant();
  const reader = await makeSession(await makePerson(tenant, 'viewer'));
  await growLog(tenant, count - atFirst);
  accepted(await freshCheckpoint(reader));
  const change = (statements: string) => tamperLog(owner, tenant, statements);
  return { read: (path: string) => ask(judged, { path, as: reader }), change, tenant };
}

/** How each code is provoked. */
const provoked = {
  LOG_NOT_FOUND: async () => (await signed(2)).read('/log/nobody/checkpoint'),
  TILE_NOT_FOUND: async () => {
    const { read, tenant } = await signed(2);
    return read(`/log/${tenant.id}/tile/0/000`);
  },
  SIZE_NOT_IN_LOG: async () => (await signed(3)).read('/api/v1/log/consistency?from=4'),
  LOG_BROKEN: async () => {
    const { read, change } = await signed(4);
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    await change(
      "update log_leaves set hashes = overlay(hashes placing '\\x00' from 1) where tenant_id = current_tenant() and idx = 2",
    );
    return read('/api/v1/log/consistency?from=3');
  },
  LOG_NOT_SIGNABLE: async () => {
    const { read, change } = await signed(2);
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    await change(
      `delete from log_leaves where tenant_id = current_tenant() and idx = 1;
       update log_heads set size = 1, edge = (select hashes from log_leaves where tenant_id = current_tenant() and idx = 0)
       where tenant_id = current_tenant()`,
    );
    return read('/api/v1/log');
  },
  SIGNING_FAILED: async () => {
    const { read, tenant } = await signed(3);
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    const kept = join(config().dataDir, 'log-state', `${tenant.id}.json`);
    rmSync(kept);
    mkdirSync(kept);
    return read('/api/v1/log');
  },
} satisfies Record<keyof typeof logAdvice | keyof typeof checkpointAdvice, () => Promise<Said>>;

it.each(Object.entries(provoked))('%s is answered, as it is documented', async (code, provoke) => {
  expect(said(await provoke())).toEqual(documented(code as RefusalCode));
});

it('a broken log is remembered, and told to the operator with whose it is and what was asked', async () => {
  const { read, change, tenant } = await signed(4);
  const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  await change(
    "update log_leaves set hashes = overlay(hashes placing '\\x00' from 1) where tenant_id = current_tenant() and idx = 2",
  );
  await read('/api/v1/log/consistency?from=3');
  expect(told.mock.calls.map(([line]) => String(line)).join('')).toContain(
    `LOG_BROKEN log of tenant ${tenant.id}: The consistency of 3 with 4`,
  );
  expect(knownOf(tenant.id).broken?.message).toContain('The consistency of 3');
});
