import { describe, expect, it } from 'vitest';
import { endpoint } from '../resource/endpoint/endpoint';
import type { Spec } from '../resource/resource-kind';
import { readingsOf, resourceAsked } from './readings';

const [spec = {}] = endpoint.examples;
const live = { ...spec, environment: 'prod', labels: { team: 'payments' } };
const tool = 'draft_create_endpoint';
const read = (args: unknown, of: Spec | null = null) => readingsOf({ tool, args, live: of });

describe('a proposal is read', () => {
  it('as it was sent, with the defaults of a proposal and with those of its spec', () => {
    const { enabled: _, ...short } = { ...spec, enabled: true };
    expect(read({ spec: short })).toEqual([
      { operation: 'create', spec: short },
      { operation: 'create', spec: expect.objectContaining({ ...short, enabled: true }) },
    ]);
    expect(read({ operation: 'delete', spec: { name: 'x' } })).toEqual([
      { operation: 'delete', spec: { name: 'x' } },
    ]);
  });

  it('as what is live too, whose environment is production where nobody says', () => {
    const args = { operation: 'delete', spec: { name: spec['name'], environment: 'dev' } };
    expect(read(args, live)).toEqual([args, { ...args, spec: live }]);
    const { environment: _, ...unsaid } = live;
    expect(read(args, unsaid).at(-1)).toMatchObject({ spec: { environment: 'prod' } });
  });

  it.each([null, 'text', [], {}, { run_id: 'run-1' }, { spec: 'text' }])(
    'as it is without a spec: %j',
    (args) => expect(read(args, live)).toEqual([args]),
  );
});

it('what another tool is sent stands for itself', () => {
  const args = { spec };
  expect(readingsOf({ tool: 'draft_list', args, live })).toEqual([args]);
});

describe('what a call would change', () => {
  it.each(['draft_create_endpoint', 'draft_check_endpoint'] as const)(
    'is told to %s by its name',
    (asked) => {
      const args = { operation: 'delete', spec: { name: 'prod-pay' } };
      expect(resourceAsked({ tool: asked, args })).toEqual({ kind: 'endpoint', name: 'prod-pay' });
    },
  );

  it.each([
    null,
    {},
    { spec: {} },
    { spec: { name: 7 } },
    { spec: { name: 'a\0b' } },
    { spec: { name: 'UPPER' } },
  ])('is nothing where nothing can have the name: %j', (args) =>
    expect(resourceAsked({ tool, args })).toBeNull(),
  );

  it('is nothing for a tool that proposes nothing', () => {
    expect(resourceAsked({ tool: 'endpoint_get', args: { spec: { name: 'prod-pay' } } })).toBeNull();
  });
});
