import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { discardReasons } from '../draft/draft';
import { toEvidenceWire } from '../wire/evidence-wire';
import { appliedEvidence } from './applied-evidence';
import { canonicalJson } from './canonical-json';
import { createdEvidence } from './created-evidence';
import { sha256Hex } from './digest';
import { discardedEvidence } from './discarded-evidence';
import { expiredEvidence } from './expired-evidence';
import type { Leaf } from './leaf';
import { purgedEvidence } from './purged-evidence';
import { refusedEvidence } from './refused-evidence';
import { serviceIssuedEvidence, serviceRevokedEvidence } from './service-evidence';

const at = new Date('2026-03-01T12:00:00.007Z');
const moment = '2026-03-01T12:00:00.007Z';
const common = { id: 'evd_1', tenant: 'acme', draftId: 'drf_1' };
const salt = Buffer.alloc(16, 7);

// What callers hold may carry more than the record names. It must not reach a leaf, which can never be erased.
const someone = { id: 'key_1', name: '‹Ada›', email: '‹ada@acme.example.com›' };
const created = createdEvidence({
  ...common,
  type: 'endpoint',
  createdBy: { kind: 'agent', ...someone },
  channel: 'mcp',
  createdAt: at,
  proposedSpecDigest: 'sha256:aa',
  follows: { as: 'revert', draftId: 'drf_0' },
});
const resource = { kind: 'endpoint' as const, id: 'end_1', version: 4, name: '‹orders›' };
const applied = appliedEvidence({
  ...common,
  appliedBy: 'usr_1',
  appliedAt: at,
  resource,
  acknowledgedFlags: ['lookalike-host', 'new-domain'],
  previousDigest: 'sha256:bb',
});
const discardedFor = (message: string, salted: Uint8Array = salt) =>
  discardedEvidence({
    ...common,
    discardedBy: { kind: 'human', ...someone },
    discardedAt: at,
    reason: 'wrong_target',
    message,
    salt: salted,
  });
const expired = expiredEvidence({ ...common, expiredAt: at });
const purged = purgedEvidence({ ...common, purgedAt: at });
const refused = refusedEvidence({
  ...common,
  attemptedBy: { kind: 'agent', ...someone },
  attemptedAt: at,
  codes: ['MCP_CANNOT_APPLY'],
});

const ofService = {
  id: 'evd_1',
  tenant: 'acme',
  credentialId: 'crd_1',
  by: 'system:operator',
  at,
  name: '‹plane›',
};
const issued = serviceIssuedEvidence({ ...ofService, validUntil: new Date('2026-04-01T12:00:00.007Z') });
const revoked = serviceRevokedEvidence(ofService);

const entrySchema = z.strictObject({
  v: z.literal(1),
  tenant: z.string(),
  id: z.string(),
  event: z.string(),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
});
const textOf = ({ entry }: Leaf) => new TextDecoder('utf-8', { fatal: true }).decode(entry);
const read = (leaf: Leaf) => entrySchema.parse(JSON.parse(textOf(leaf)));

/** The keys of a record as readers get it. */
function keysOnRead(leaf: Leaf): string[] {
  const { payload, merkle_position } = toEvidenceWire({
    ...leaf,
    payload: read(leaf).payload,
    merklePosition: 12,
    leafHash: `sha256:${sha256Hex(leaf.entry)}`,
    entry: Buffer.from(leaf.entry).toString('base64'),
    appendedAt: at,
  });
  return Object.keys({ ...payload, merkle_position });
}

const records: [event: string, leaf: Leaf, payload: Record<string, unknown>, subject?: string][] = [
  [
    'draft_created',
    created,
    {
      draft_id: 'drf_1',
      type: 'endpoint',
      created_by: { kind: 'agent', id: 'key_1' },
      channel: 'mcp',
      created_at: moment,
      proposed_spec_digest: 'sha256:aa',
      reverts: 'drf_0',
    },
  ],
  [
    'draft_applied',
    applied,
    {
      draft_id: 'drf_1',
      applied_by: 'usr_1',
      applied_at: moment,
      resource_created: { kind: 'endpoint', id: 'end_1', version: 4 },
      acknowledged_flags: ['lookalike-host', 'new-domain'],
      previous_digest: 'sha256:bb',
    },
  ],
  [
    'draft_discarded',
    discardedFor('‹not now›'),
    {
      draft_id: 'drf_1',
      discarded_by: { kind: 'human', id: 'key_1' },
      discarded_at: moment,
      reason: 'wrong_target',
      message_digest: `sha256:${sha256Hex(Buffer.concat([salt, Buffer.from('‹not now›')]))}`,
    },
  ],
  ['draft_expired', expired, { draft_id: 'drf_1', expired_at: moment }],
  ['draft_purged', purged, { draft_id: 'drf_1', purged_at: moment }],
  [
    'draft_apply_refused',
    refused,
    {
      draft_id: 'drf_1',
      attempted_by: { kind: 'agent', id: 'key_1' },
      attempted_at: moment,
      codes: ['MCP_CANNOT_APPLY'],
    },
  ],
  [
    'service_issued',
    issued,
    { issued_by: 'system:operator', issued_at: moment, valid_until: '2026-04-01T12:00:00.007Z' },
    'crd_1',
  ],
  ['service_revoked', revoked, { revoked_by: 'system:operator', revoked_at: moment }, 'crd_1'],
];

describe.each(records)('%s', (event, leaf, payload, subject = 'drf_1') => {
  it('says exactly what the requirements name', () => {
    expect(read(leaf)).toEqual({ v: 1, tenant: 'acme', id: 'evd_1', event, subject, payload });
    expect(leaf).toMatchObject({ event, id: 'evd_1', subject });
  });

  it('is canonical, byte for byte', () => {
    expect(textOf(leaf)).toBe(canonicalJson(JSON.parse(textOf(leaf))));
  });

  it('holds no free text and nothing that the record does not name', () => {
    expect(textOf(leaf)).not.toContain('‹');
    expect(textOf(leaf)).not.toContain('acme.example.com');
  });

  it('learns its place only when it is read', () => {
    expect(Object.keys(read(leaf).payload)).not.toContain('merkle_position');
    expect(keysOnRead(leaf)).toContain('merkle_position');
  });
});

const imports = (file: string): string[] => {
  const source = readFileSync(new URL(file, import.meta.url), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, name = '']) => name);
};

describe('creation and apply', () => {
  it('share draft_id and merkle_position and no other key', () => {
    const ofApply = new Set(keysOnRead(applied));
    const shared = keysOnRead(created).filter((key) => ofApply.has(key));
    expect(shared.toSorted()).toEqual(['draft_id', 'merkle_position']);
  });

  it('are built by two modules that do not know each other', () => {
    const closure = (file: string): string[] =>
      imports(file).flatMap((name) => {
        const local =
          /^\.\/|\/evidence\//.exec(name) && `./${name.split('/').at(-1)?.replace(/\.ts$/, '')}.ts`;
        return local === null ? [name] : [local, ...closure(local)];
      });
    const ofCreation = closure('./created-evidence.ts').join(' ');
    const ofApply = closure('./applied-evidence.ts').join(' ');
    for (const known of [ofCreation, ofApply]) expect(known).toContain('./leaf.ts');
    expect(ofCreation).not.toMatch(/applied|apply/);
    expect(ofApply).not.toMatch(/created|creation/);
  });
});

const messageDigest = (message: string, salted?: Uint8Array) =>
  read(discardedFor(message, salted)).payload['message_digest'];

describe('the message of a discard', () => {
  it('never stands in the leaf, whatever it is, nor does its bare digest', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 16, maxLength: 16 }),
        (text, salted) => {
          const leaf = textOf(discardedFor(`‹${text}›`, salted));
          expect(leaf).not.toContain('‹');
          expect(leaf).not.toContain(sha256Hex(`‹${text}›`));
          expect(leaf).toContain(sha256Hex(Buffer.concat([salted, Buffer.from(`‹${text}›`)])));
        },
      ),
    );
  });

  it('has another digest under another salt, and for another message', () => {
    expect(messageDigest('no')).toBe(messageDigest('no', Buffer.alloc(16, 7)));
    expect(messageDigest('no')).not.toBe(messageDigest('no', Buffer.alloc(16, 8)));
    expect(messageDigest('no')).not.toBe(messageDigest('yes'));
  });

  it('leaves only the code of the reason in the open', () => {
    for (const reason of discardReasons) {
      const leaf = discardedEvidence({
        ...common,
        discardedBy: { kind: 'agent', id: 'key_1' },
        discardedAt: at,
        reason,
        message: '',
        salt,
      });
      expect(read(leaf).payload['reason']).toBe(reason);
    }
  });
});

it('a refusal names every code that failed, in their order', () => {
  const codes = ['TARGET_URL_INVALID', 'SECRET_MATERIAL_DETECTED'] as const;
  const leaf = refusedEvidence({
    ...common,
    attemptedBy: { kind: 'human', id: 'usr_1' },
    attemptedAt: at,
    codes,
  });
  expect(read(leaf).payload['codes']).toEqual(codes);
});
