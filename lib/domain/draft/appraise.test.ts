import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import type { Spec } from '../resource/resource-kind';
import { hasHidden } from '../text/visible';
import { appraise } from './appraise';
import { type FlagContext, riskTiers } from './risk';

const [stripe = {}] = endpoint.examples;
const known: FlagContext = {
  knownHosts: new Map(endpoint.examples.map((spec) => [endpoint.hostOf(spec) ?? '', 1])),
  firstDraftOfAgent: false,
};
const rank = (tier: (typeof riskTiers)[number]) => riskTiers.indexOf(tier);
const example = fc.constantFrom(...endpoint.examples);
const pair: fc.Arbitrary<['create' | 'update' | 'delete', Spec | null, Spec | null]> = fc.oneof(
  example.map((after): ['create', null, Spec] => ['create', null, after]),
  example.map((before): ['delete', Spec, null] => ['delete', before, null]),
  fc.tuple(fc.constant('update' as const), example, example),
  fc
    .tuple(example, fc.string({ unit: 'binary' }))
    .map(([before, description]): ['update', Spec, Spec] => ['update', before, { ...before, description }]),
);

const flagsFor = (context: FlagContext) =>
  appraise(endpoint, 'create', { before: null, after: stripe }, context).flags.map(({ code }) => code);

describe('appraise', () => {
  it('says one change in words, flags and a tier', () => {
    const after = { ...stripe, target_url: 'https://payments.acme.example.net/webhooks/stripe' };
    const { changes, flags, riskTier, summary } = appraise(
      endpoint,
      'update',
      { before: stripe, after },
      known,
    );
    expect(changes.changed.map(({ field }) => field)).toEqual(['target_host']);
    expect(flags.map(({ code }) => code)).toContain('new-domain');
    expect(changes.changed[0]?.flags).toEqual(flags.map(({ code }) => code));
    expect(riskTier).toBe('high');
    expect(summary).toBe('Target host → payments.acme.example.net');
  });

  it('says of two equal specs that nothing changes', () => {
    expect(appraise(endpoint, 'update', { before: stripe, after: { ...stripe } }, known)).toMatchObject({
      changes: { changed: [] },
      flags: [],
      riskTier: 'low',
      summary: 'Nothing changes',
    });
  });

  it('asks the kind with what is known of the tenant', () => {
    expect(flagsFor(known)).not.toContain('new-domain');
    expect(flagsFor({ ...known, knownHosts: new Map([['hooks.other.example', 1]]) })).toContain('new-domain');
    expect(flagsFor({ ...known, firstDraftOfAgent: true })).not.toEqual(flagsFor(known));
  });

  it('is as grave as the gravest flag or change it found, and hides no character', () => {
    fc.assert(
      fc.property(pair, fc.boolean(), ([operation, before, after], firstDraftOfAgent) => {
        const told = appraise(endpoint, operation, { before, after }, { ...known, firstDraftOfAgent });
        const floor = operation === 'update' ? rank('low') : rank('medium');
        const found = [...told.flags, ...told.changes.changed].map(({ tier }) => rank(tier));
        expect(rank(told.riskTier)).toBe(Math.max(floor, ...found));
        const texts = [
          told.summary,
          ...told.changes.changed.map(({ words }) => words),
          ...told.flags.map(({ sentence }) => sentence),
        ];
        expect(texts.filter((text) => hasHidden(text))).toEqual([]);
        expect(told.summary.length).toBeLessThanOrEqual(120);
      }),
      { numRuns: 300 },
    );
  });
});
