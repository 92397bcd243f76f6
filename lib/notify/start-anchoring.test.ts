import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logsToAnchor } from '@/db/queries/log-anchors';
import { anchorTenant } from '@/lib/domain/log/anchor-log';
import { isCosignature } from '@/lib/domain/log/cosignature';
import { parseNote } from '@/lib/domain/log/signed-note';
import { parseTlogProof } from '@/lib/domain/log/tlog-proof';
import { ed25519Key, formatVerifierKey } from '@/lib/domain/log/verifier-key';
import { anchorDue } from '@/lib/use-cases/log/anchor-checkpoints';
import { anchorOf } from '@/lib/use-cases/log/anchor-of';
import { freshCheckpoint } from '@/lib/use-cases/log/fresh-checkpoint';
import { makeLog } from '@/lib/use-cases/log/testing/make-log';
import { anchorCheckpoint } from '@/lib/use-cases/log/witness-anchor';
import { accepted } from '@/lib/use-cases/testing/result';
import { usualLimits } from './ask-witness';
import { cosignOnce, watchOf } from './start-anchoring';
import { startWitness } from './testing/witness-server';

type Log = Awaited<ReturnType<typeof makeLog>>;
let log: Log;
let witness: Awaited<ReturnType<typeof startWitness>>;
let said: string[];

/** One more leaf in the anchor log. */
async function anchorMore(): Promise<number> {
  await log.grow();
  const { size } = accepted(await freshCheckpoint(log.reviewer));
  await anchorDue(async () => [log.tenant.id]);
  return size;
}

beforeAll(async () => {
  log = await makeLog();
  await anchorMore();
});
beforeEach(async () => {
  witness = await startWitness([accepted(await anchorCheckpoint()).verifier_key]);
  said = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => said.push(String(line)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  witness.close();
});

const cosignatures = async () => {
  const { note, cosignatures: lines } = accepted(await anchorCheckpoint());
  const parsed = parseNote(`${note}${lines.join('')}`);
  if (!parsed) throw new Error('no note');
  const verdicts = await Promise.all(
    parsed.signatures.map((signature) => isCosignature(parsed.text, signature, witness.key)),
  );
  return { kept: lines.length, true: verdicts.filter(Boolean).length };
};

describe('a witness', () => {
  it('cosigns the newest head of the anchor log, from whatever size it has', async () => {
    await anchorMore();
    const watch = watchOf(witness);
    await cosignOnce(watch, usualLimits);
    expect(await cosignatures()).toEqual({ kept: 1, true: 1 });
    await anchorMore();
    await cosignOnce(watch, usualLimits);
    expect(await cosignatures()).toEqual({ kept: 1, true: 1 });
    expect(said).toEqual([]);
  });

  it('is asked again from the size that it names, once', async () => {
    await anchorMore();
    await cosignOnce(watchOf(witness), usualLimits);
    await anchorMore();
    await cosignOnce(watchOf(witness), usualLimits);
    expect(await cosignatures()).toMatchObject({ true: 1 });
    const [first, stale, again] = witness.state.requests.map((line) => line.split(' ').at(-1));
    expect([first, stale]).toEqual(['0', '0']);
    expect(Number(again)).toBeGreaterThan(0);
    expect(witness.state.requests).toHaveLength(3);
  });

  it('is not asked twice about one head, and not at all about one that it has cosigned', async () => {
    await anchorMore();
    const watch = watchOf(witness);
    await cosignOnce(watch, usualLimits);
    await cosignOnce(watch, usualLimits);
    await cosignOnce(watchOf(witness), usualLimits);
    expect(witness.state.requests).toHaveLength(1);
  });

  it.each([
    ['wrong signature', 'answered without a cosignature by its key'],
    ['huge', 'did not answer'],
    ['silent', 'did not answer'],
    ['broken', 'did not answer'],
  ] as const)('with the habit "%s" leaves nothing behind but a line', async (habit, why) => {
    await anchorMore();
    witness.state.habit = habit;
    const before = await cosignatures();
    const startedAt = performance.now();
    await cosignOnce(watchOf(witness), { ...usualLimits, totalMs: 600 });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(await cosignatures()).toEqual(before);
    expect(said).toEqual([expect.stringContaining(why)]);
  });

  it.each([
    ['404', async () => void (witness.state.known = []), 'does not know this log (404)'],
    [
      '403',
      async () => {
        const another = await ed25519Key(nameOfAnchor(), witness.key.publicKey);
        witness.state.known = [formatVerifierKey(another)];
      },
      'does not trust the key of this log (403)',
    ],
    [
      '422',
      async () => {
        const root = new Uint8Array(32);
        witness.state.seen.set(nameOfAnchor(), { size: 1, root });
      },
      'does not accept that this log has only grown (422)',
    ],
    [
      'a larger size',
      async () => {
        const root = new Uint8Array(32);
        witness.state.seen.set(nameOfAnchor(), { size: 10_000, root });
      },
      'has cosigned 10000 records of this log: an older backup was restored',
    ],
  ])('that answers %s is not asked again before the next head', async (_, turn, why) => {
    await anchorMore();
    await turn();
    const watch = watchOf(witness);
    await cosignOnce(watch, usualLimits);
    const asked = witness.state.requests.length;
    await cosignOnce(watch, usualLimits);
    expect(witness.state.requests).toHaveLength(asked);
    expect(said).toEqual([expect.stringContaining(why)]);
    expect(await cosignatures()).toMatchObject({ true: 0 });
  });
});

const nameOfAnchor = () => '127.0.0.1:3000/log/anchor';

describe('the anchor log', () => {
  it('proves a checkpoint that it holds, under the newest head that a witness cosigned', async () => {
    const size = await anchorMore();
    await cosignOnce(watchOf(witness), usualLimits);
    const anchor = accepted(await anchorOf(log.reviewer, size));
    const proof = parseTlogProof(anchor?.proof ?? '');
    expect(anchor?.verifierKey).toMatch(/^127\.0\.0\.1:3000\/log\/anchor\+/);
    const entry = JSON.parse(Buffer.from(proof?.extra ?? []).toString()) as Record<string, unknown>;
    expect(Object.keys(entry).toSorted()).toEqual(['event', 'id', 'payload', 'subject', 'tenant', 'v']);
    expect(entry).toMatchObject({ tenant: anchorTenant, event: 'checkpoint_anchored' });
    expect(proof?.checkpoint).toContain(`\u2014 ${witness.key.name} `);
    expect(JSON.stringify(entry)).not.toContain(log.tenant.id);
  });

  it('waits a while for a witness where somebody asks at once', async () => {
    const size = await anchorMore();
    const asked = anchorOf(log.reviewer, size, 10_000);
    await cosignOnce(watchOf(witness), usualLimits);
    expect(accepted(await asked)?.proof).toContain(`\u2014 ${witness.key.name} `);
  });

  it('holds a checkpoint once, however often and by however many it is put there', async () => {
    const size = await anchorMore();
    const before = accepted(await anchorCheckpoint()).size;
    const all = await Promise.all([1, 2, 3].map(() => anchorDue(async () => [log.tenant.id])));
    expect(all).toEqual([1, 1, 1]);
    expect(accepted(await anchorCheckpoint()).size).toBe(before);
    expect(accepted(await anchorOf(log.reviewer, size))).not.toBeNull();
  });

  it('takes a checkpoint that is asked for and is not there; another tenant has none of this size', async () => {
    await log.grow();
    const { size } = accepted(await freshCheckpoint(log.reviewer));
    const other = await makeLog();
    expect(accepted(await anchorOf(other.reviewer, size))).toBeNull();
    expect(accepted(await anchorOf(log.reviewer, size))).not.toBeNull();
  });

  it('takes one checkpoint of a tenant and minute', async () => {
    const busy = await makeLog();
    accepted(await freshCheckpoint(busy.reviewer));
    expect(await logsToAnchor(60, 10_000)).toContain(busy.tenant.id);
    await anchorDue(async () => [busy.tenant.id]);
    await busy.grow();
    accepted(await freshCheckpoint(busy.reviewer));
    expect(await logsToAnchor(60, 10_000)).not.toContain(busy.tenant.id);
    expect(await logsToAnchor(0, 10_000)).toContain(busy.tenant.id);
    expect(await logsToAnchor(0, 10_000)).not.toContain(anchorTenant);
  });
});
