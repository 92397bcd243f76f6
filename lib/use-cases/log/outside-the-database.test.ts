import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { config } from '@/lib/config';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { propose } from '@/lib/use-cases/testing/acts';
import { accepted } from '@/lib/use-cases/testing/result';
import { anchorOf } from './anchor-of';
import { recomputeWholeLog } from './recompute-whole-log';
import { decidedLog } from './testing/decided-log';

const owner = postgres(inject('ownerUrl'), { max: 1 });
afterAll(() => owner.end());

/** What a superuser does who hides the end of a log. */
const cut = (to: number) => [
  `delete from log_leaves where idx >= ${to}`,
  `update log_heads set size = ${to}, edge = log_edge_at(${to})`,
  `delete from log_anchors where size > ${to}`,
  `delete from log_checkpoints where size > ${to}`,
];

/** A log of 24 leaves that was signed at 24 and anchored. */
async function anchoredLog() {
  const log = await decidedLog(owner);
  const { size } = await log.sign();
  accepted(await anchorOf(log.system, size));
  const fields = async () =>
    (await log.recomputed()).first.map(({ position, field }) => `${position} ${field}`);
  const keptIn = join(config().dataDir, 'log-state', `${log.tenant.id}.json`);
  return { ...log, fields, keptIn };
}

describe('the log is held beside the head that is kept outside the database', () => {
  it('and is cut where it ends before: leaves, head, checkpoints and anchors together', async () => {
    const { tamper, recomputed, words } = await anchoredLog();
    expect(await recomputed()).toMatchObject({ broken: 0, kept: 24 });
    await tamper(...cut(20));
    expect(await words()).toContainEqual(
      expect.stringMatching(/^at #24: DATA_DIR keeps a signed head of this size/),
    );
  });

  it('and is cut where nothing is left of it, not even its head', async () => {
    const { tamper, fields } = await anchoredLog();
    await tamper(...cut(0), 'delete from log_heads');
    expect(await fields()).toContain('24 kept_root');
  });

  it('and is another where its leaves give another root, though nothing stored says so', async () => {
    const { agent, sign, tamper, fields } = await anchoredLog();
    await propose(agent, { name: 'last' });
    await sign();
    const forged = `convert_to(replace(convert_from(entry, 'UTF8'), '"mcp"', '"api"'), 'UTF8')`;
    await tamper(
      `update log_leaves set entry = ${forged}, hashes = sha256('\\x00'::bytea || ${forged}) where idx = 24`,
      `update drafts set channel = 'api' where resource_name = 'last'`,
      'update log_heads set edge = log_edge_at(25)',
      'delete from log_anchors',
      'delete from log_checkpoints',
    );
    expect(await fields()).toEqual(['25 kept_root']);
  });

  it('which must be what its key signed', async () => {
    const { recomputed, keptIn } = await anchoredLog();
    writeFileSync(keptIn, '{}');
    expect((await recomputed()).first).toEqual([{ position: 0, id: null, field: 'kept' }]);
    rmSync(keptIn);
    expect(await recomputed()).toMatchObject({ broken: 0, kept: null });
  });
});

describe('the anchor log', () => {
  const anchorer = { kind: 'system', tenantId: anchorTenant, name: 'test' } as const;
  const anchored = async () => {
    const made = await recomputeWholeLog(anchorer);
    if (made === null) throw new Error('no anchor log');
    return made;
  };

  it('is held beside the checkpoints that a log says it has there', async () => {
    const { tamper, fields } = await anchoredLog();
    expect(await fields()).toEqual([]);
    await tamper('update log_anchors set position = position + 1000000');
    expect(await fields()).toEqual(['24 anchor']);
  });

  it('names a checkpoint that was anchored and that its log has no more', async () => {
    const { tamper } = await anchoredLog();
    const { broken } = await anchored();
    await tamper('delete from log_anchors');
    expect(await anchored()).toMatchObject({ broken });
    await tamper(...cut(20));
    expect(await anchored()).toMatchObject({ broken: broken + 1 });
  });
});
