import { expect, test } from 'vitest';
import { merkleRoot } from '@/db/testing/merkle-root';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { walkDrafts } from './walk-drafts';
import type { StoredLeaf } from './walk-log';

type Said = { event: string; draft?: string; previous?: string };

const hashOf = (draft: string) => merkleRoot([Buffer.from(draft)]);
const digestOf = (draft: string) => `sha256:${hashOf(draft).toString('hex')}`;

/** What a walk finds in a log of these events; the creation of a draft has the hash of its name. */
function walked(...said: Said[]) {
  const walk = walkDrafts();
  const breaks = said.flatMap(({ event, draft = 'drf_a', previous = digestOf(draft) }, idx) => {
    const id = `evd_${idx}`;
    const row: StoredLeaf = { idx, id, event, subject: draft, entry: Buffer.of(), hashes: hashOf(draft) };
    const payload = event === 'draft_applied' ? { previous_digest: previous } : {};
    return walk.next(row, { v: 1, tenant: 't', id, event, subject: draft, payload });
  });
  return { breaks, pending: [...walk.pending()], kept: walk.kept() };
}

const created = { event: 'draft_created' };

test('a draft is created and ends once, whatever is said of it between', () => {
  for (const event of ['draft_applied', 'draft_discarded', 'draft_expired']) {
    const { breaks, pending } = walked(created, { event: 'draft_apply_refused' }, { event });
    expect({ breaks, pending }).toEqual({ breaks: [], pending: [] });
  }
  expect(walked(created, { event: 'draft_expired' }, { event: 'draft_purged' })).toEqual({
    breaks: [],
    pending: [],
    kept: 0,
  });
  expect(walked(created, { ...created, draft: 'drf_b' })).toEqual({
    breaks: [],
    pending: [
      ['drf_a', 0],
      ['drf_b', 1],
    ],
    kept: 2,
  });
});

test('an end without a creation, a second end, a second creation and a purge of what is open are out of order', () => {
  const applied = { event: 'draft_applied' };
  const order = (position: number) => [{ position, id: `evd_${position}`, field: 'order' }];
  expect(walked(applied).breaks).toEqual(order(0));
  expect(walked(created, applied, { event: 'draft_discarded' }).breaks).toEqual(order(2));
  expect(walked(created, created).breaks).toEqual(order(1));
  expect(walked(created, { event: 'draft_purged' }).breaks).toEqual(order(1));
});

test('an apply that names another leaf than the creation of its draft is a break', () => {
  const other = { ...created, draft: 'drf_b' };
  expect(walked(created, other, { event: 'draft_applied', previous: digestOf('drf_b') }).breaks).toEqual([
    { position: 2, id: 'evd_2', field: 'previous_digest' },
  ]);
});

test('events about anything else end no draft', () => {
  const others = evidenceEvents.filter(
    (event) => !/^draft_(created|applied|discarded|expired|purged)$/.test(event),
  );
  expect(walked(created, ...others.map((event) => ({ event })))).toMatchObject({
    breaks: [],
    pending: [['drf_a', 0]],
  });
});
