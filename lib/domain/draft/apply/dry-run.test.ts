import { describe, expect, it } from 'vitest';
import type { Spec } from '../../resource/resource-kind';
import { dryRun } from './dry-run';
import { agent, soundQuestion, spec, system, withDraft } from './testing/sound-question';

const codesOf = (type: 'endpoint' | 'route', proposedSpec: Spec) =>
  dryRun({
    ...withDraft({ type, proposedSpec, status: 'discarded', tenantId: 'other' })(soundQuestion),
    actor: agent,
  }).map(({ status, code }) => code ?? status);

describe('dryRun', () => {
  it('answers the nine in the order of their numbers', () => {
    const checks = dryRun(soundQuestion);
    expect(checks.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(checks.every(({ status, code }) => status === 'pass' && code === null)).toBe(true);
  });

  it.each([agent, system])('leaves check 1 to the person when a $kind asks, and asks the rest', (actor) => {
    const [first, ...rest] = dryRun({ ...soundQuestion, actor });
    expect(first).toMatchObject({ number: 1, status: 'not_run', code: null });
    expect(rest).toEqual(dryRun(soundQuestion).slice(1));
  });

  it('shows every check that fails, each with its own code', () => {
    const key = ['whsec', 'a1b2c3d4e5f6g7h8i9j0'].join('_');
    const bad = { provider_template: 'paypal', target_url: 'https://localhost/', description: key };
    const fromSpec = [
      'PROPOSED_SPEC_INVALID',
      'PROVIDER_TEMPLATE_UNKNOWN',
      'TARGET_URL_INVALID',
      'SECRET_MATERIAL_DETECTED',
    ];
    const draft = ['not_run', 'DRAFT_NOT_PENDING', 'pass', 'TENANT_MISMATCH'];
    const all = { ...spec, ...bad, run_as: 'root' };
    expect(codesOf('endpoint', all)).toEqual([...draft, 'pass', ...fromSpec]);
    expect(codesOf('route', spec)).toEqual([...draft, 'DRAFT_TYPE_NOT_APPLICABLE', ...fromSpec]);
  });
});
