import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import type { Environment } from '../resource/resource-kind';
import { outsideGrant } from './proposal-scope';

const grant = { environment: 'dev', everyEnvironment: false, labelScope: {} } as const;
const spec = (environment: Environment, labels: Record<string, string> = {}) => ({ environment, labels });

describe('outsideGrant', () => {
  it('keeps a key in its own environment, for what is live and what would be', () => {
    const within = { before: spec('dev'), after: spec('dev') };
    expect(outsideGrant(grant, endpoint, within)).toBeNull();
    for (const touched of [
      { before: null, after: spec('prod') },
      { before: spec('prod'), after: spec('dev') },
      { before: spec('dev'), after: spec('staging') },
      { before: spec('prod'), after: null },
    ]) {
      expect(outsideGrant(grant, endpoint, touched)).toMatchObject({ code: 'ENVIRONMENT_NOT_ALLOWED' });
    }
    const ofProd = { ...grant, environment: 'prod' } as const;
    expect(outsideGrant(ofProd, endpoint, { before: null, after: spec('dev') })).not.toBeNull();
    expect(
      outsideGrant({ ...grant, everyEnvironment: true }, endpoint, { before: null, after: spec('prod') }),
    ).toBeNull();
  });

  it('keeps a key to its labels, with their values, on both sides', () => {
    const scoped = { ...grant, labelScope: { team: 'payments' } };
    const ours = spec('dev', { team: 'payments', tier: '1' });
    expect(outsideGrant(scoped, endpoint, { before: ours, after: ours })).toBeNull();
    for (const touched of [
      { before: null, after: spec('dev') },
      { before: null, after: spec('dev', { team: 'search' }) },
      { before: spec('dev', { team: 'search' }), after: ours },
      { before: ours, after: spec('dev', { Team: 'payments' }) },
      { before: spec('dev'), after: null },
    ]) {
      expect(outsideGrant(scoped, endpoint, touched)).toMatchObject({
        code: 'POLICY_DENIED',
        message: expect.stringContaining('label team is payments'),
      });
    }
  });
});
