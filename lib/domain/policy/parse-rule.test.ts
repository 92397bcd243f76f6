import { describe, expect, it } from 'vitest';
import { parseRule } from './parse-rule';
import { readRule } from './rule';

const written = (match: Record<string, unknown>) => ({
  priority: 1,
  effect: 'deny',
  match,
  reason: 'because',
});
const possible: Record<string, unknown> = { 'spec.environment': 'prod', operation: 'delete', mine: true };
const looking = (field: string, more: Record<string, unknown> = {}) =>
  parseRule(written({ arguments: [{ field, equals: possible[field] ?? 'x' }], ...more }));

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
    const both = ['mine', 'operation'].map((field) => ({ field, in: [possible[field]] }));
    expect(parseRule(written({ arguments: both }))).toMatchObject({
      refusal: { issues: [{ path: 'match.arguments.1.field' }] },
    });
  });

  it.each([
    ['spec.environment', 'production', 'one of dev, staging, prod'],
    ['spec.environment', true, 'one of dev, staging, prod'],
    ['operation', 'remove', 'one of create, update, delete'],
    ['mine', 'true', 'true or false'],
    ['spec.timeout_seconds', '30', 'a whole number'],
    ['spec.labels.tier', 1, 'a text'],
    ['event', 'draft_approved', 'one of draft_created'],
  ])('is refused where %s would have to hold %j', (field, value, words) => {
    const refused = (predicate: object, path: string) => {
      const parsed = parseRule(written({ arguments: [{ field, ...predicate }] }));
      expect(parsed).toMatchObject({
        refusal: {
          code: 'VALIDATION_FAILED',
          issues: [{ path: `match.arguments.0.${path}`, message: expect.stringContaining(words) }],
        },
      });
    };
    refused({ equals: value }, 'equals');
    refused({ in: [value] }, 'in.0');
  });

  it.each([
    ['spec.environment', ['dev', 'prod']],
    ['spec.enabled', [false]],
    ['spec.timeout_seconds', [0, 30]],
    ['spec.verification.method', ['none']],
    ['spec.labels.constructor', ['x']],
    ['status', ['expired']],
  ])('may look for what %s can hold: %j', (field, values) => {
    expect(parseRule(written({ arguments: [{ field, in: values }] })).ok).toBe(true);
  });

  it('that is stored already stays as it is', () => {
    const match = { arguments: [{ field: 'spec.enviroment', equals: 'prod' }] };
    expect(readRule({ id: 'rul_1', priority: 1, effect: 'deny', match, reason: 'because' }).match).toEqual(
      match,
    );
  });
});
