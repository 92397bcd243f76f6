import { expect, test } from 'vitest';
import { merkleRoot } from '@/db/testing/merkle-root';
import { evidenceEvents } from '@/lib/domain/evidence/leaf';
import { walkDrafts } from './walk-drafts';
import type { StoredLeaf } from './walk-log';

type Said = { event: string; draft?: string; previous?: string; payload?: Record<string, unknown> };

const hashOf = (draft: string) => merkleRoot([Buffer.from(draft)]);
const digestOf = (draft: string) => `sha256:${hashOf(draft).toString('hex')}`;

/** What a walk finds in a log of these events; the creation of a draft has the hash of its name. */
function walked(...said: Said[]) {
  const walk = walkDrafts();
  const breaks = said.flatMap(
    ({ event, draft = 'drf_a', previous = digestOf(draft), payload: more = {} }, idx) => {
      const id = `evd_${idx}`;
      const row: StoredLeaf = { idx, id, event, subject: draft, entry: Buffer.of(), hashes: hashOf(draft) };
      const payload = { ...(event === 'draft_applied' && { previous_digest: previous }), ...more };
      return walk.next(row, { v: 1, tenant: 't', id, event, subject: draft, payload });
    },
  );
  return { breaks, pending: [...walk.pending()] };
}

const created = { event: 'draft_created' };
const order = (position: number) => [{ position, id: `evd_${position}`, field: 'order' }];

test('a draft is created and ends once, whatever is said of it between', () => {
  for (const event of ['draft_applied', 'draft_discarded', 'draft_expired']) {
    const { breaks, pending } = walked(created, { event: 'draft_apply_refused' }, { event });
    expect({ breaks, pending }).toEqual({ breaks: [], pending: [] });
  }
  expect(walked(created, { event: 'draft_expired' }, { event: 'draft_purged' })).toEqual({
    breaks: [],
    pending: [],
  });
  expect(walked(created, { ...created, draft: 'drf_b' })).toEqual({
    breaks: [],
    pending: [
      ['drf_a', 0],
      ['drf_b', 1],
    ],
  });
});

test('an end without a creation, a second end, a second creation and a purge of what is open are out of order', () => {
  const applied = { event: 'draft_applied' };
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

const proposed = { ...created, payload: { proposed_spec_digest: 'sha256:proposed' } };
const by = { kind: 'human', id: 'usr_r' };
const applied = { event: 'draft_applied', payload: { applied_by: 'usr_r' } };
const discarded = { event: 'draft_discarded', payload: { discarded_by: by } };
const viewed = (viewed_for: string, over: object = {}, draft = 'drf_a') => ({
  event: 'draft_viewed',
  draft,
  payload: { viewed_by: 'usr_r', viewed_for, shown_digest: 'sha256:proposed', ...over },
});
const noView = (position: number) => [{ position, id: `evd_${position}`, field: 'view' }];

test('a decision of a person lies right behind what they had before them', () => {
  expect(walked(proposed, viewed('apply'), applied).breaks).toEqual([]);
  expect(walked(proposed, viewed('discard'), discarded).breaks).toEqual([]);
});

test.each([
  ['nothing', { ...created, draft: 'drf_b' }],
  ['the view of another draft', viewed('apply', {}, 'drf_b')],
  ['the view of another person', viewed('apply', { viewed_by: 'usr_x' })],
  ['the view for another decision', viewed('discard')],
  ['the view of another spec', viewed('apply', { shown_digest: 'sha256:other' })],
])('an apply right behind %s is a break', (_, before) => {
  expect(walked(proposed, viewed('apply'), before, applied).breaks).toEqual(noView(3));
});

test('a discard by a person without a view is a break, and one by an agent or an expiry is none', () => {
  const tenant = { event: 'tenant_created', draft: 'tenant' };
  const withdrawn = { ...discarded, payload: { discarded_by: { ...by, kind: 'agent' } } };
  expect(walked(tenant, proposed, discarded).breaks).toEqual(noView(2));
  expect(walked(tenant, proposed, withdrawn).breaks).toEqual([]);
  expect(walked(tenant, proposed, { event: 'draft_expired' }).breaks).toEqual([]);
});

test('a log from before views has decisions without one until its first view', () => {
  const [b, c] = ['drf_b', 'drf_c'].map((draft) => ({ draft }));
  const log = [proposed, applied, { ...proposed, ...b }, { ...proposed, ...c }, viewed('apply', {}, 'drf_b')];
  expect(walked(...log, { ...applied, ...b }, { ...applied, ...c }).breaks).toEqual(noView(6));
});
