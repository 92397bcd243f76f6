import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Agent, Human, System } from '../../actor';
import type { RefusalCode } from '../../refusal';
import { endpoint } from '../../resource/endpoint/endpoint';
import type { LiveResource } from './base-moved';
import { type ApplyQuestion, dryRun, verifyApply } from './verify-apply';

const now = new Date('2026-03-01T12:00:00.000Z');
const later = new Date(now.getTime() + 60_000);
const [spec = {}] = endpoint.examples;
const key = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');

const person: Human = {
  kind: 'human',
  tenantId: 'acme',
  userId: 'usr_1',
  sessionId: 'ses_1',
  name: 'Ada',
  email: 'ada@acme.example.com',
  role: 'reviewer',
};
const agent: Agent = {
  kind: 'agent',
  tenantId: 'acme',
  keyId: 'key_1',
  name: 'bot',
  ownerId: 'usr_1',
  scopes: [],
};
const system: System = { kind: 'system', tenantId: 'acme', name: 'sweep' };
const live = { resourceId: 'end_1', version: 3, digest: 'sha256:cc' };
const question: ApplyQuestion = {
  actor: person,
  now,
  seen: { digest: 'sha256:aa', lockVersion: 7 },
  draft: {
    tenantId: 'acme',
    type: 'endpoint',
    operation: 'update',
    status: 'pending',
    expiresAt: later,
    proposedSpec: spec,
    proposedSpecDigest: 'sha256:aa',
    lockVersion: 7,
    base: { state: 'present', ...live },
  },
  live,
  moved: [],
};

const draft = (change: (draft: ApplyQuestion['draft']) => Partial<ApplyQuestion['draft']>) => {
  return (asked: ApplyQuestion): ApplyQuestion => ({
    ...asked,
    draft: { ...asked.draft, ...change(asked.draft) },
  });
};
const stored = (change: object) =>
  draft(({ proposedSpec }) => ({ proposedSpec: { ...Object(proposedSpec), ...change } }));

// Everything that can stand against an apply, in the order in which it must be told.
const ladder: { code: RefusalCode; breakIt: (asked: ApplyQuestion) => ApplyQuestion }[] = [
  // No caller can pass an agent by type; this is the row of the table that must hold if one does.
  { code: 'MCP_CANNOT_APPLY', breakIt: (asked) => ({ ...asked, actor: agent as unknown as Human }) },
  { code: 'TENANT_MISMATCH', breakIt: draft(() => ({ tenantId: 'other' })) },
  { code: 'DRAFT_NOT_PENDING', breakIt: draft(() => ({ status: 'discarded' })) },
  { code: 'DRAFT_EXPIRED', breakIt: draft(() => ({ expiresAt: now })) },
  {
    code: 'SPEC_DIGEST_MISMATCH',
    breakIt: (asked) => ({ ...asked, seen: { ...asked.seen, digest: 'sha256:ab' } }),
  },
  {
    code: 'LOCK_VERSION_CONFLICT',
    breakIt: (asked) => ({ ...asked, seen: { ...asked.seen, lockVersion: 6 } }),
  },
  { code: 'BASE_CHANGED', breakIt: (asked) => ({ ...asked, live: { ...live, version: 4 } }) },
  { code: 'DRAFT_TYPE_NOT_APPLICABLE', breakIt: draft(() => ({ type: 'route' })) },
  { code: 'PROPOSED_SPEC_INVALID', breakIt: stored({ run_as: 'root' }) },
  { code: 'PROVIDER_TEMPLATE_UNKNOWN', breakIt: stored({ provider_template: 'paypal' }) },
  { code: 'TARGET_URL_INVALID', breakIt: stored({ target_url: 'https://localhost/' }) },
  { code: 'SECRET_MATERIAL_DETECTED', breakIt: stored({ description: key }) },
];
const together = ladder.slice(9).map(({ code }) => code);
const brokenBy = (rungs: typeof ladder): ApplyQuestion =>
  rungs.reduce((asked, { breakIt }) => breakIt(asked), question);

describe('verifyApply', () => {
  it('finds nothing against any example, whatever the operation', () => {
    for (const proposedSpec of endpoint.examples) {
      expect(verifyApply(draft(() => ({ proposedSpec }))(question))).toBeNull();
      const creates = draft(() => ({ proposedSpec, operation: 'create', base: { state: 'absent' } }));
      expect(verifyApply({ ...creates(question), live: null })).toBeNull();
      const name = proposedSpec['name'];
      const deletes = draft(() => ({ proposedSpec: { name }, operation: 'delete' }));
      expect(verifyApply(deletes(question))).toBeNull();
    }
  });

  it.each(ladder)('answers $code when it alone stands against', ({ code, breakIt }) => {
    expect(verifyApply(breakIt(question))?.code).toBe(code);
  });

  it('answers the first of all that stands against, and provider, target and secret together', () => {
    fc.assert(
      fc.property(fc.subarray(ladder, { minLength: 1 }), (rungs) => {
        const codes = rungs.map(({ code }) => code);
        const refusal = verifyApply(brokenBy(rungs));
        expect(refusal?.code).toBe(codes[0]);
        const alone = codes.slice(0, 1);
        const all = codes.every((code) => together.includes(code)) ? codes : alone;
        expect(refusal?.codes ?? alone).toEqual(all);
      }),
      { numRuns: 400 },
    );
  });

  it('gathers the sentences and the paths of the last three', () => {
    const refusal = verifyApply(brokenBy(ladder.slice(9)));
    expect(refusal?.codes).toEqual(together);
    expect(refusal?.issues?.map(({ path }) => path)).toEqual([
      'provider_template',
      'target_url',
      'description',
    ]);
    expect(refusal?.message).toBe(
      'No provider template has this name. The host of the target URL is private, local or reserved. Secret material at description.',
    );
  });

  it('tells a draft that was swept from one that has only run out', () => {
    const runOut = draft(() => ({ expiresAt: new Date(now.getTime() - 1) }));
    expect(verifyApply(runOut(question))?.code).toBe('DRAFT_EXPIRED');
    expect(verifyApply(draft(() => ({ status: 'expired' }))(runOut(question)))?.code).toBe(
      'DRAFT_NOT_PENDING',
    );
    const lastMoment = draft(() => ({ expiresAt: new Date(now.getTime() + 1) }));
    expect(verifyApply(lastMoment(question))).toBeNull();
  });

  it('answers no when a check breaks, and does not say why', () => {
    const broken = { ...question.draft };
    Object.defineProperty(broken, 'proposedSpec', {
      get: () => {
        throw new Error('connection to 10.0.0.5 lost');
      },
    });
    expect(verifyApply({ ...question, draft: broken })).toEqual({
      code: 'APPLY_VALIDATION_ERROR',
      codes: ['APPLY_VALIDATION_ERROR'],
      message: 'Check 6 could not be completed, so the answer is no.',
    });
  });
});

describe('the base', () => {
  const moved = [{ field: 'target_host', label: 'Target host', base: 'a.example', live: 'b.example' }];
  const judged = (base: ApplyQuestion['draft']['base'], at: LiveResource) =>
    verifyApply({ ...draft(() => ({ base }))(question), live: at, moved });

  it.each<[how: string, base: ApplyQuestion['draft']['base'], at: LiveResource, sentence: string]>([
    [
      'a create whose name is taken',
      { state: 'absent' },
      live,
      'A resource of this name exists now. This draft was made to create it.',
    ],
    [
      'a resource that is gone',
      { state: 'present', ...live },
      null,
      'The live resource is gone. This draft was made against version 3.',
    ],
    [
      'a newer version',
      { state: 'present', ...live },
      { ...live, version: 4 },
      'The live resource is at version 4. This draft was made against version 3.',
    ],
    [
      'another resource of the same name and version',
      { state: 'present', ...live },
      { ...live, resourceId: 'end_2' },
      'The live resource is at version 3. This draft was made against version 3.',
    ],
    [
      'the same version with another content',
      { state: 'present', ...live },
      { ...live, digest: 'sha256:dd' },
      'The live resource is at version 3. This draft was made against version 3.',
    ],
  ])('moved: %s', (_, base, at, sentence) => {
    expect(judged(base, at)).toEqual({ code: 'BASE_CHANGED', message: sentence, moved });
  });

  it('stands while it is what the draft was made against', () => {
    expect(judged({ state: 'present', ...live }, { ...live })).toBeNull();
    expect(judged({ state: 'absent' }, null)).toBeNull();
  });
});

describe('dryRun', () => {
  it('answers the nine in the order of their numbers', () => {
    const checks = dryRun(question);
    expect(checks.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(checks.every(({ status, code }) => status === 'pass' && code === null)).toBe(true);
  });

  it.each([agent, system])('leaves check 1 to the person when a $kind asks, and asks the rest', (actor) => {
    const [first, ...rest] = dryRun({ ...question, actor });
    expect(first).toMatchObject({ number: 1, status: 'not_run', code: null });
    expect(rest).toEqual(dryRun(question).slice(1));
  });

  it('shows every check that fails, each with its own code', () => {
    const broken = brokenBy(ladder.filter(({ code }) => code !== 'DRAFT_TYPE_NOT_APPLICABLE'));
    expect(dryRun({ ...broken, actor: agent }).map(({ status, code }) => code ?? status)).toEqual([
      'not_run',
      'DRAFT_NOT_PENDING',
      'pass',
      'TENANT_MISMATCH',
      'pass',
      'PROPOSED_SPEC_INVALID',
      'PROVIDER_TEMPLATE_UNKNOWN',
      'TARGET_URL_INVALID',
      'SECRET_MATERIAL_DETECTED',
    ]);
    expect(
      dryRun(draft(() => ({ type: 'route' }))(question))
        .map(({ code }) => code)
        .slice(4),
    ).toEqual([
      'DRAFT_TYPE_NOT_APPLICABLE',
      'PROPOSED_SPEC_INVALID',
      'PROVIDER_TEMPLATE_UNKNOWN',
      'TARGET_URL_INVALID',
      'SECRET_MATERIAL_DETECTED',
    ]);
  });
});
