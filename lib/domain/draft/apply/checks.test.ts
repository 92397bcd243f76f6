import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../actor';
import { isObject } from '../../json/read-value';
import type { RefusalCode } from '../../refusal';
import { endpoint } from '../../resource/endpoint/endpoint';
import { resourceKindNames } from '../../resource/resource-kind';
import { operations } from '../draft';
import { type CheckContext, type CheckedDraft, runCheck } from './check';
import { applyChecks } from './checks';
import { agent, now, person, spec } from './testing/sound-question';

const key = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');

const good: CheckedDraft = {
  tenantId: 'acme',
  type: 'endpoint',
  operation: 'update',
  status: 'pending',
  expiresAt: new Date(now.getTime() + 1),
  proposedSpec: spec,
};
const asked = (change: Partial<CheckedDraft> = {}, actor: Actor = person): CheckContext => ({
  actor,
  now,
  draft: { ...good, ...change },
});
const withSpec = (change: object) => asked({ proposedSpec: { ...spec, ...change } });

const failures = (context: CheckContext): [number, RefusalCode][] =>
  applyChecks.flatMap((check) => {
    const outcome = runCheck(check, context);
    return outcome.pass ? [] : [[check.number, outcome.code] as [number, RefusalCode]];
  });

describe('the list', () => {
  it('holds the nine checks of the requirements, each once', () => {
    const named = applyChecks.map(({ number, id }) => `${number} ${id}`);
    expect(named.toSorted()).toEqual([
      '1 human_only',
      '2 is_pending',
      '3 not_expired',
      '4 same_tenant',
      '5 applicable_type',
      '6 spec_well_formed',
      '7 provider_known',
      '8 target_url_allowed',
      '9 no_secret_material',
    ]);
  });

  it('asks person, tenant, pending, expiry, kind, spec, provider, target, secret in this order', () => {
    const nothingRight = asked({ tenantId: 'other', status: 'expired', type: 'route' }, agent);
    expect(failures(nothingRight).map(([, code]) => code)).toEqual([
      'MCP_CANNOT_APPLY',
      'TENANT_MISMATCH',
      'DRAFT_NOT_PENDING',
      'DRAFT_EXPIRED',
      'DRAFT_TYPE_NOT_APPLICABLE',
      'PROPOSED_SPEC_INVALID',
      'PROVIDER_TEMPLATE_UNKNOWN',
      'TARGET_URL_INVALID',
      'SECRET_MATERIAL_DETECTED',
    ]);
  });
});

describe('each check fails for what breaks only it', () => {
  it.each<[why: string, context: CheckContext, failed: [number, RefusalCode][]]>([
    ['nothing', asked(), []],
    ['an agent', asked({}, agent), [[1, 'MCP_CANNOT_APPLY']]],
    [
      'the product itself',
      asked({}, { kind: 'system', tenantId: 'acme', name: 'sweep' }),
      [[1, 'MCP_CANNOT_APPLY']],
    ],
    ['a draft already applied', asked({ status: 'applied' }), [[2, 'DRAFT_NOT_PENDING']]],
    ['a draft already discarded', asked({ status: 'discarded' }), [[2, 'DRAFT_NOT_PENDING']]],
    [
      'a draft that was swept',
      asked({ status: 'expired' }),
      [
        [2, 'DRAFT_NOT_PENDING'],
        [3, 'DRAFT_EXPIRED'],
      ],
    ],
    ['the instant of expiry', asked({ expiresAt: now }), [[3, 'DRAFT_EXPIRED']]],
    ['another tenant', asked({ tenantId: 'Acme' }), [[4, 'TENANT_MISMATCH']]],
    ['an unknown field', withSpec({ run_as: 'root' }), [[6, 'PROPOSED_SPEC_INVALID']]],
    ['a value out of range', withSpec({ timeout_seconds: 61 }), [[6, 'PROPOSED_SPEC_INVALID']]],
    ['an unknown provider', withSpec({ provider_template: 'paypal' }), [[7, 'PROVIDER_TEMPLATE_UNKNOWN']]],
    ['a private target', withSpec({ target_url: 'https://169.254.169.254/' }), [[8, 'TARGET_URL_INVALID']]],
    ['a secret', withSpec({ description: key }), [[9, 'SECRET_MATERIAL_DETECTED']]],
    ['a delete that holds more than a name', asked({ operation: 'delete' }), [[6, 'PROPOSED_SPEC_INVALID']]],
    [
      'a delete that holds a secret',
      asked({ operation: 'delete', proposedSpec: { name: key } }),
      [[9, 'SECRET_MATERIAL_DETECTED']],
    ],
  ])('%s', (_, context, failed) => {
    expect(failures(context)).toEqual(failed);
  });

  it.each(resourceKindNames.filter((name) => name !== 'endpoint'))(
    'kind %s, of which nothing can be proved',
    (type) => {
      const numbers = failures(asked({ type })).map(([number]) => number);
      expect(numbers).toEqual([5, 6, 7, 8, 9]);
      expect(failures(asked({ type, operation: 'delete' })).map(([number]) => number)).toEqual(numbers);
    },
  );
});

it.each(operations)('nothing fails for any example of a %s', (operation) => {
  for (const example of endpoint.examples) {
    const proposedSpec = operation === 'delete' ? { name: example['name'] } : example;
    expect(failures(asked({ operation, proposedSpec }))).toEqual([]);
  }
});

it('tells where a stored spec fails, and repeats no value of it', () => {
  const context = withSpec({
    provider_template: 'paypal',
    target_url: 'https://10.9.8.7/',
    description: key,
  });
  const outcomes = applyChecks.map((check) => runCheck(check, context));
  const paths = outcomes.flatMap((outcome) => (outcome.pass ? [] : (outcome.issues ?? [])));
  expect(paths.map(({ path }) => path)).toEqual(['provider_template', 'target_url', 'description']);
  for (const value of ['paypal', '10.9.8.7', key]) expect(JSON.stringify(outcomes)).not.toContain(value);
});

const broken = <T extends object>(of: T): T =>
  new Proxy(of, {
    get: () => {
      throw new Error('connection to 10.0.0.5 lost');
    },
  });

it.each(applyChecks)('check $number answers no when it breaks, without the reason', (check) => {
  expect(runCheck(check, { now, actor: broken<Actor>(person), draft: broken(good) })).toEqual({
    pass: false,
    code: 'APPLY_VALIDATION_ERROR',
    detail: `Check ${check.number} could not be completed, so the answer is no.`,
  });
});

describe('a stored spec that is junk', () => {
  const names = Object.keys(spec);
  const notSpec = fc.oneof(
    fc.constantFrom(null, undefined, [], {}, [spec], { spec }, 'spec', 0, true, [[[]]]),
    fc.jsonValue(),
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withSparseArray: true }),
    fc
      .constantFrom('name', 'provider_template', 'target_url')
      .map((gone) => ({ ...spec, [gone]: undefined })),
    fc.string().map((extra) => ({ ...spec, [`x${extra}`]: 1 })),
    fc.constantFrom(...names).map((field) => ({ ...spec, [field]: null })),
    fc.constantFrom(...names).map((field) => ({ ...spec, [field]: [[spec]] })),
  );

  it('never passes check 6, and no check throws', () => {
    fc.assert(
      fc.property(notSpec, fc.constantFrom('create', 'update'), (proposedSpec, operation) => {
        const context = asked({ operation, proposedSpec });
        const failed = applyChecks.filter((check) => !check.run(context).pass).map(({ number }) => number);
        expect(failed).toContain(6);
        expect(failed.every((number) => number >= 6)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('never passes check 6 of a delete unless it is a name and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(notSpec, fc.record({ name: fc.jsonValue() })), (proposedSpec) => {
        const context = asked({ operation: 'delete', proposedSpec });
        const passed = applyChecks.filter((check) => check.run(context).pass).map(({ number }) => number);
        const isName =
          isObject(proposedSpec) &&
          Object.keys(proposedSpec).length === 1 &&
          typeof proposedSpec['name'] === 'string';
        expect(passed.includes(6)).toBe(isName);
      }),
      { numRuns: 500 },
    );
  });
});
