import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../evidence/digest';
import type { RefusalCode } from '../../refusal';
import { endpoint } from '../../resource/endpoint/endpoint';
import type { Spec } from '../../resource/resource-kind';
import type { ApplyQuestion } from './question';
import { agent, live, now, person, soundQuestion, spec, withDraft } from './testing/sound-question';
import { verifyApply } from './verify-apply';

const key = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');
const question = soundQuestion;
const stored =
  (change: object) =>
  (asked: ApplyQuestion): ApplyQuestion =>
    withDraft({ proposedSpec: { ...Object(asked.draft.proposedSpec), ...change } })(asked);

const proposing = (proposedSpec: Spec): ApplyQuestion => {
  const proposedSpecDigest = digestOf(proposedSpec);
  const asked = withDraft({ proposedSpec, proposedSpecDigest })(question);
  return { ...asked, seen: { ...question.seen, digest: proposedSpecDigest } };
};

// Everything that can stand against an apply, in the order in which it must be told.
const ladder: { code: RefusalCode; breakIt: (asked: ApplyQuestion) => ApplyQuestion }[] = [
  { code: 'MCP_CANNOT_APPLY', breakIt: (asked) => ({ ...asked, actor: agent }) },
  { code: 'TENANT_MISMATCH', breakIt: withDraft({ tenantId: 'other' }) },
  { code: 'DRAFT_NOT_PENDING', breakIt: withDraft({ status: 'discarded' }) },
  { code: 'DRAFT_EXPIRED', breakIt: withDraft({ expiresAt: now }) },
  {
    code: 'SPEC_DIGEST_MISMATCH',
    breakIt: (asked) => ({ ...asked, seen: { ...asked.seen, digest: 'sha256:ab' } }),
  },
  {
    code: 'LOCK_VERSION_CONFLICT',
    breakIt: (asked) => ({ ...asked, seen: { ...asked.seen, lockVersion: 6 } }),
  },
  { code: 'BASE_CHANGED', breakIt: (asked) => ({ ...asked, live: { ...live, version: 4 } }) },
  { code: 'DRAFT_TYPE_NOT_APPLICABLE', breakIt: withDraft({ type: 'route' }) },
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
      const updates = proposing(proposedSpec);
      expect(verifyApply(updates)).toBeNull();
      const creates = withDraft({ operation: 'create', base: { state: 'absent' } });
      expect(verifyApply({ ...creates(updates), live: null })).toBeNull();
      const deletes = withDraft({ operation: 'delete' });
      expect(verifyApply(deletes(proposing({ name: proposedSpec['name'] })))).toBeNull();
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
    const runOut = withDraft({ expiresAt: new Date(now.getTime() - 1) });
    expect(verifyApply(runOut(question))?.code).toBe('DRAFT_EXPIRED');
    expect(verifyApply(withDraft({ status: 'expired' })(runOut(question)))?.code).toBe('DRAFT_NOT_PENDING');
    const lastMoment = withDraft({ expiresAt: new Date(now.getTime() + 1) });
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

it('proves the stored spec against the digest that was shown', () => {
  expect(verifyApply(stored({ description: 'Not what was shown' })(question))?.code).toBe(
    'SPEC_DIGEST_MISMATCH',
  );
});

it('answers no when a proof breaks, and does not say why', () => {
  const unreadable = withDraft({ proposedSpec: { ...spec, description: '\ud800' } })(question);
  const { base: _, ...baseless } = unreadable.draft;
  expect(verifyApply({ ...unreadable, draft: baseless as ApplyQuestion['draft'] })).toEqual({
    code: 'APPLY_VALIDATION_ERROR',
    message: 'A check could not be completed, so the answer is no.',
  });
});

describe('what a person made by hand', () => {
  const byHand = withDraft({ createdBy: { kind: 'human', id: person.userId, name: person.name } })(question);

  it('is applied by another, where the tenant has one', () => {
    expect(verifyApply(byHand)?.code).toBe('PROPOSER_CANNOT_APPLY');
    expect(verifyApply({ ...byHand, deciders: 1 })).toBeNull();
    expect(verifyApply({ ...byHand, actor: { ...person, userId: 'usr_2' } })).toBeNull();
  });

  it('is not what an agent proposed under the same id', () => {
    const byAgent = withDraft({ createdBy: { kind: 'agent', id: person.userId, name: 'bot' } });
    expect(verifyApply(byAgent(question))).toBeNull();
  });
});

describe('the base', () => {
  it('is proved against its own digest: a live row that somebody changed by hand blocks', () => {
    const refusal = verifyApply({
      ...question,
      live: { ...live, spec: { ...live.spec, timeout_seconds: 1 } },
    });
    expect(refusal?.code).toBe('SPEC_DIGEST_MISMATCH');
    expect(refusal?.message).toContain('changed it by another way');
  });

  const moved = [{ field: 'target_host', label: 'Target host', base: 'a.example', live: 'b.example' }];
  const judged = (base: ApplyQuestion['draft']['base'], at: ApplyQuestion['live']) =>
    verifyApply({ ...withDraft({ base })(question), live: at, moved });

  it.each<[how: string, base: ApplyQuestion['draft']['base'], at: ApplyQuestion['live'], sentence: string]>([
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
