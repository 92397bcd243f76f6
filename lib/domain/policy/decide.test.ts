import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../actor';
import { scopes } from '../keys/scope';
import { openGrant } from '../keys/testing/open-grant';
import type { Spec } from '../resource/resource-kind';
import { decide, deniedForSure } from './decide';
import { callTierOf, type Question } from './question';
import { effects, type Match, matchSchema, type PolicyRule } from './rule';
import { toolNames } from './tool-classes';
import { refusalOf } from './verdict-refusal';

const friday = new Date('2026-11-20T17:30:00.000Z');
const asked = (over: Partial<Question> = {}): Question => ({
  tool: 'draft_create_endpoint',
  agent: grant({}),
  client: 'cursor',
  runId: 'run-7',
  args: {
    spec: {
      name: 'orders',
      environment: 'prod',
      labels: { team: 'pay' },
      events: ['charge.created', 'charge.refunded'],
    },
    operation: 'create',
  },
  live: null,
  at: friday,
  ...over,
});
const grant = (over: Partial<typeof openGrant>): Question['agent'] => ({
  keyId: 'key_1',
  ownerRole: 'reviewer',
  scopes,
  grant: { ...openGrant, ...over },
});
const ownedBy = (ownerRole: Role): Question['agent'] => ({ ...grant({}), ownerRole });
const rule = (
  effect: PolicyRule['effect'],
  match: Match = {},
  over: Partial<PolicyRule> = {},
): PolicyRule => ({
  id: 'rul_1',
  priority: 100,
  effect,
  match,
  reason: 'because',
  ...over,
});

describe('what the key itself does not open is denied before any rule', () => {
  it.each([
    [
      'without the scope',
      { agent: { ...grant({}), scopes: [] } },
      'INSUFFICIENT_SCOPE',
      'scope:mcp:draft:create:endpoint',
    ],
    [
      'another tool allowed',
      { agent: grant({ allowedTools: ['draft_list'] }) },
      'TOOL_NOT_ALLOWED',
      'key:tools',
    ],
    ['no tool allowed', { agent: grant({ allowedTools: [] }) }, 'TOOL_NOT_ALLOWED', 'key:tools'],
    [
      'no data class',
      { agent: grant({ dataClasses: [] }) },
      'POLICY_DENIED',
      'data:internal_engineering_docs',
    ],
    [
      'owner a viewer now',
      { agent: { ...ownedBy('viewer'), scopes: [], withheld: scopes } },
      'INSUFFICIENT_SCOPE',
      'owner:role',
    ],
  ] as const)('%s', (_, over, code, ruleId) => {
    const question = asked(over);
    expect(decide(question, [rule('allow')])).toMatchObject({ effect: 'deny', code, ruleId });
    expect(deniedForSure(question, [rule('allow')])).toMatchObject({ code, ruleId });
  });

  it('allows by the scope where nothing stands against it, and a viewer’s agent to read', () => {
    expect(decide(asked(), [])).toMatchObject({ effect: 'allow', ruleId: 'scope:mcp:draft:create:endpoint' });
    const reading = asked({ tool: 'draft_list', agent: ownedBy('viewer') });
    expect(decide(reading, []).effect).toBe('allow');
  });
});

/** A match for each thing that a decision may look at, and a question that differs in it alone. */
const conditions: [string, Match, Partial<Question>][] = [
  ['the key', { keys: ['key_1'] }, { agent: { ...grant({}), keyId: 'key_2' } }],
  ['the tool', { tools: ['draft_create_endpoint'] }, { tool: 'draft_list' }],
  ['the safety class', { safety_class: ['write'] }, { tool: 'draft_list' }],
  ['the tier', { risk_tier: ['high'] }, { args: { spec: { environment: 'dev' } } }],
  ['the data class', { data_class: ['internal_engineering_docs'] }, { tool: 'health_get' }],
  ['the environment', { environment: ['prod'] }, { args: { spec: { environment: 'staging' } } }],
  [
    'the environment of the key, where no spec names one',
    { environment: ['dev', 'prod'] },
    { args: {}, agent: grant({ environment: 'staging' }) },
  ],
  ['the owner’s role', { owner_role: ['reviewer'] }, { agent: ownedBy('admin') }],
  ['labels', { labels: { team: 'pay' } }, { args: { spec: { labels: { team: 'other' } } } }],
  ['the client', { client: ['cursor'] }, { client: 'another' }],
  ['the run', { runs: ['run-7'] }, { runId: null }],
  ['the time', { time: { from: '17:00', to: '18:00' } }, { at: new Date('2026-11-20T18:00:00.000Z') }],
  [
    'the time over midnight',
    { time: { from: '17:00', to: '06:00' } },
    { at: new Date('2026-11-20T12:00:00.000Z') },
  ],
  ['an argument', { arguments: [{ field: 'spec.environment', equals: 'prod' }] }, { args: { spec: {} } }],
  [
    'what a list holds',
    { arguments: [{ field: 'spec.events', equals: 'charge.refunded' }] },
    { args: { spec: { events: ['charge.created'] } } },
  ],
  [
    'one of several arguments',
    { arguments: [{ field: 'operation', in: ['delete', 'create'] }] },
    { args: { operation: 'update' } },
  ],
];

describe('a rule of the tenant', () => {
  it.each(conditions)('looks at %s', (_, match, otherwise) => {
    expect(matchSchema.parse(match)).toEqual(match);
    const verdict = decide(asked(), [rule('deny', match)]);
    expect(verdict).toEqual({ effect: 'deny', ruleId: 'rul_1', reason: 'because', code: 'POLICY_DENIED' });
    expect(refusalOf(verdict)?.message).toBe('The policy denies this (rul_1): because');
    expect(decide(asked(otherwise), [rule('deny', match)]).effect).toBe('allow');
  });

  it.each<[string, Match]>([
    ['the environment', { environment: ['prod'] }],
    ['the tier', { risk_tier: ['high'] }],
    ['labels', { labels: { team: 'pay' } }],
    ['an argument', { arguments: [{ field: 'spec.environment', equals: 'prod' }] }],
  ])('looks at %s of what is live beside what is said, and either is enough', (_, match) => {
    const said = { environment: 'prod', labels: { team: 'pay' } };
    const other = { environment: 'dev', labels: { team: 'other' } };
    const effectOf = (spec: Spec, live: Spec | null) =>
      decide(asked({ args: { operation: 'update', spec }, live }), [rule('deny', match)]).effect;
    expect(effectOf(other, said)).toBe('deny');
    expect(effectOf(said, other)).toBe('deny');
    expect(effectOf(other, other)).toBe('allow');
    expect(effectOf(other, null)).toBe('allow');
  });

  it('looks at what is live in each condition for itself', () => {
    const question = asked({
      args: { spec: { environment: 'dev', labels: { team: 'pay' } } },
      live: { environment: 'prod' },
    });
    const match: Match = { environment: ['prod'], labels: { team: 'pay' } };
    expect(decide(question, [rule('deny', match)]).effect).toBe('deny');
    expect(callTierOf(question)).toBe('high');
  });

  it.each([null, '', ' '])(
    'that refuses a client holds for one that says %j, and one that allows does not',
    (client) => {
      const match: Match = { client: ['cursor'] };
      const question = asked({ client });
      expect(decide(question, [rule('deny', match)]).code).toBe('POLICY_DENIED');
      expect(decide(question, [rule('require_approval', match)]).code).toBe('APPROVAL_REQUIRED');
      expect(decide(question, [rule('allow', match)]).ruleId).toBe('scope:mcp:draft:create:endpoint');
      expect(decide(question, [rule('deny', { ...match, tools: ['draft_list'] })]).effect).toBe('allow');
    },
  );

  it('needs all that it names', () => {
    const match: Match = { client: ['cursor'], runs: ['another'] };
    expect(decide(asked(), [rule('deny', match)]).effect).toBe('allow');
  });

  it('that is stricter wins, whatever the priorities; of equals the lowest is named', () => {
    const allow = rule('allow', {}, { id: 'rul_allow', priority: 1 });
    const ask = rule('require_approval', {}, { id: 'rul_ask', priority: 2 });
    const deny = rule('deny', {}, { id: 'rul_deny', priority: 1000 });
    const first = rule('deny', {}, { id: 'rul_first', priority: 999 });
    expect(decide(asked(), [allow, ask, deny]).ruleId).toBe('rul_deny');
    expect(decide(asked(), [deny, allow, first, ask]).ruleId).toBe('rul_first');
    expect(decide(asked(), [allow, ask])).toMatchObject({ code: 'APPROVAL_REQUIRED', ruleId: 'rul_ask' });
    expect(decide(asked(), [allow])).toMatchObject({ effect: 'allow', ruleId: 'rul_allow', code: null });
  });

  it('hides a tool only when it denies whatever is sent', () => {
    expect(deniedForSure(asked(), [rule('deny', { safety_class: ['write'] })])).not.toBeNull();
    for (const match of [
      { client: ['cursor'] },
      { time: { from: '00:00', to: '23:59' } },
      { environment: ['prod'] },
    ] as const)
      expect(deniedForSure(asked(), [rule('deny', matchSchema.parse(match))])).toBeNull();
    expect(deniedForSure(asked(), [rule('require_approval')])).toBeNull();
  });

  it('that cannot be decided denies', () => {
    const broken = Object.defineProperty(rule('allow'), 'match', {
      get: () => {
        throw new Error('broken');
      },
    });
    const verdict = decide(asked(), [broken]);
    expect(verdict).toMatchObject({ effect: 'deny', ruleId: 'policy:undecidable' });
    expect(refusalOf(verdict)?.cause).toBeInstanceOf(Error);
    expect(
      decide(asked({ at: new Date(Number.NaN) }), [rule('allow', { time: { from: '00:00', to: '01:00' } })])
        .effect,
    ).toBe('deny');
  });
});

const anyMatch: fc.Arbitrary<Match> = fc.record(
  {
    keys: fc.constant(['key_1']),
    tools: fc.subarray([...toolNames], { minLength: 1 }),
    safety_class: fc.constantFrom<('read' | 'write')[]>(['read'], ['write']),
    environment: fc.constantFrom<('dev' | 'prod')[]>(['dev'], ['prod']),
    client: fc.constantFrom(['cursor'], ['other']),
    time: fc.constantFrom({ from: '09:00', to: '18:00' }, { from: '22:00', to: '06:00' }),
  },
  { requiredKeys: [] },
);
const anyRules = fc.array(
  fc.record({
    id: fc.stringMatching(/^[a-z]{4}$/).map((tail) => `rul_${tail}` as const),
    priority: fc.integer({ min: 1, max: 1000 }),
    effect: fc.constantFrom(...effects),
    match: anyMatch,
    reason: fc.constant('because'),
  }),
  { maxLength: 8 },
);
const anyQuestion = fc
  .record({
    tool: fc.constantFrom(...toolNames),
    scopes: fc.subarray([...scopes]),
    allowedTools: fc.option(fc.subarray([...toolNames])),
    environment: fc.constantFrom<'dev' | 'prod'>('dev', 'prod'),
    hour: fc.integer({ min: 0, max: 23 }),
    client: fc.constantFrom('cursor', null),
  })
  .map(({ tool, scopes: held, allowedTools, environment, hour, client }) =>
    asked({
      tool,
      agent: { ...grant({ allowedTools }), scopes: held },
      args: { spec: { environment } },
      at: new Date(Date.UTC(2026, 10, 20, hour)),
      client,
    }),
  );

describe('decide', () => {
  it('answers the same to the same question, in whatever order the rules come', () => {
    fc.assert(
      fc.property(anyQuestion, anyRules, (question, rules) => {
        const unique = [...new Map(rules.map((one) => [one.id, one])).values()];
        const verdict = decide(question, unique);
        expect(decide(structuredClone(question), structuredClone(unique))).toEqual(verdict);
        expect(decide(question, unique.toReversed())).toEqual(verdict);
      }),
    );
  });

  it('is never widened by a rule: what is denied without rules stays denied with any', () => {
    const widened = fc.check(
      fc.property(anyQuestion, anyRules, (question, rules) => {
        const bare = decide(question, []);
        return bare.effect !== 'deny' || decide(question, rules).ruleId === bare.ruleId;
      }),
    );
    expect(widened.counterexample).toBeNull();
  });

  it('denies at dispatch whatever it hides', () => {
    const served = fc.check(
      fc.property(
        anyQuestion,
        anyRules,
        (question, rules) =>
          deniedForSure(question, rules) === null || decide(question, rules).effect === 'deny',
      ),
    );
    expect(served.counterexample).toBeNull();
  });
});
