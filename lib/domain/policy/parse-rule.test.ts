import { describe, expect, it } from 'vitest';
import { parseRule } from './parse-rule';
import { readRule } from './rule';

const written = (match: Record<string, unknown>) => ({
  priority: 1,
  effect: 'deny',
  match,
  reason: 'because',
});
const looking = (field: string, more: Record<string, unknown> = {}) =>
  parseRule(written({ arguments: [{ field, equals: 'x' }], ...more }));

describe('a rule that looks at an argument', () => {
  it.each([
    'spec.environment',
    'spec.events',
    'spec.labels.team',
    'spec.headers.x-team',
    'operation',
    'mine',
  ])('may look at %s, which a tool takes', (field) => expect(looking(field).ok).toBe(true));

  it.each([
    ['spec.enviroment', 'spec.environment'],
    ['environment', 'spec.environment'],
    ['operatoin', 'operation'],
    ['spec.retry', 'spec.retry.max_attempts'],
    ['spec.labels', 'spec.labels.*'],
  ])('is refused at %s, which no tool takes, with the near one', (field, near) => {
    expect(looking(field)).toMatchObject({
      refusal: {
        code: 'VALIDATION_FAILED',
        issues: [{ path: 'match.arguments.0.field', message: expect.stringContaining(`${near} is meant`) }],
      },
    });
  });

  it.each(['spec.moon.phase', 'spec.labels.team.lead', 'spec.events.0', 'secret_of_mine'])(
    'is refused at %s without repeating it',
    (field) => {
      const parsed = looking(field);
      expect(parsed).toMatchObject({ refusal: { code: 'VALIDATION_FAILED' } });
      expect(JSON.stringify(parsed)).not.toContain(field);
    },
  );

  it('is held to the tools that it names, and to those that take all of its fields', () => {
    expect(looking('spec.environment', { tools: ['draft_list', 'draft_create_endpoint'] }).ok).toBe(true);
    expect(looking('spec.environment', { tools: ['draft_list'] }).ok).toBe(false);
    const both = ['mine', 'operation'].map((field) => ({ field, in: ['x'] }));
    expect(parseRule(written({ arguments: both }))).toMatchObject({
      refusal: { issues: [{ path: 'match.arguments.1.field' }] },
    });
  });

  it('that is stored already stays as it is', () => {
    const match = { arguments: [{ field: 'spec.enviroment', equals: 'prod' }] };
    expect(readRule({ id: 'rul_1', priority: 1, effect: 'deny', match, reason: 'because' }).match).toEqual(
      match,
    );
  });
});
