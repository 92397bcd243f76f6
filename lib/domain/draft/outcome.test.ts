import { describe, expect, it } from 'vitest';
import type { LiveResource } from './apply/base-moved';
import type { Base, DiscardReason, DraftStatus, Operation } from './draft';
import { type NextAction, type OutcomeKind, outcomeKinds, outcomeOf } from './outcome';
import type { Successor } from './successor';

const v = (version: number): NonNullable<LiveResource> => ({
  resourceId: 'end_1',
  version,
  digest: `sha256:${version}`,
});
const on = (version: number): Base => ({ state: 'present', ...v(version) });
const absent: Base = { state: 'absent' };
const by = (as: Successor['as']): Successor => ({ draftId: 'drf_next', as });

type Row = [
  name: string,
  facts: {
    status: DraftStatus;
    operation?: Operation;
    base: Base;
    live: LiveResource;
    successor?: Successor;
    reason?: DiscardReason;
  },
  kind: OutcomeKind,
  next: Omit<NextAction, 'why'>,
];

const again = { do: 'propose_again', tool: 'draft_create_endpoint' } as const;
const read = { do: 'read_why', tool: 'draft_show', draftId: 'drf_next' } as const;
const rows: Row[] = [
  [
    'one that waits',
    { status: 'pending', base: on(1), live: v(1) },
    'pending',
    { do: 'ask_person', tool: 'draft_show', draftId: 'drf_this' },
  ],
  ['one that was applied', { status: 'applied', base: on(1), live: v(2) }, 'applied', { do: 'nothing' }],
  [
    'one that was discarded',
    { status: 'discarded', base: on(1), live: v(1), reason: 'wrong_value' },
    'discarded',
    { do: 'read_why', tool: 'draft_show', draftId: 'drf_this' },
  ],
  [
    'one that expired',
    { status: 'expired', base: on(1), live: v(1) },
    'expired',
    { ...again, baseVersion: 1 },
  ],
  [
    'a create that expired',
    { status: 'expired', operation: 'create', base: absent, live: null },
    'expired',
    { ...again, operation: 'create' },
  ],
  [
    'one whose base moved',
    { status: 'pending', base: on(1), live: v(2) },
    'base_moved',
    { ...again, baseVersion: 2 },
  ],
  [
    'a create of what exists now',
    { status: 'pending', operation: 'create', base: absent, live: v(3) },
    'base_moved',
    { ...again, operation: 'update', baseVersion: 3 },
  ],
  [
    'an update of what is gone',
    { status: 'pending', base: on(1), live: null },
    'base_moved',
    { ...again, operation: 'create' },
  ],
  [
    'a delete of what is gone',
    { status: 'pending', operation: 'delete', base: on(1), live: null },
    'base_moved',
    { do: 'nothing' },
  ],
  [
    'one in whose place a later one was applied',
    { status: 'pending', base: on(1), live: v(2), successor: by('newer') },
    'superseded',
    { ...read, baseVersion: 2 },
  ],
  [
    'one whose base came back, whatever was applied meanwhile',
    { status: 'pending', base: absent, live: null, operation: 'create', successor: by('newer') },
    'pending',
    { do: 'ask_person', tool: 'draft_show', draftId: 'drf_this' },
  ],
  [
    'a discarded one that a person proposed once more',
    { status: 'discarded', base: on(1), live: v(1), successor: by('restore'), reason: 'not_needed' },
    'superseded',
    read,
  ],
  [
    'an applied one that a person undid',
    { status: 'applied', base: on(1), live: v(3), successor: by('revert') },
    'superseded',
    read,
  ],
  [
    'one that expired before a later one was applied',
    { status: 'expired', base: on(1), live: v(2), successor: by('newer') },
    'expired',
    { ...again, baseVersion: 2 },
  ],
];

describe('what became of a draft', () => {
  it.each(rows)('of %s, and the one thing to do next', (_, facts, kind, next) => {
    const { status, operation = 'update', base, live, successor = null, reason = null } = facts;
    const outcome = outcomeOf({
      draft: {
        id: 'drf_this',
        status,
        operation,
        base,
        resourceName: 'orders',
        expiresAt: new Date('2026-11-24T09:30:00.000Z'),
        discardReason: reason,
      },
      live,
      successor,
    });
    expect(outcome).toEqual({
      kind,
      ...(reason !== null && { reasonCode: reason }),
      nextAction: { ...next, why: expect.stringMatching(/^[A-Z_a-z].{20,}\.$/) },
    });
  });

  it('has a row for every kind', () => {
    expect(new Set(rows.map(([, , kind]) => kind))).toEqual(new Set(outcomeKinds));
  });
});
