import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../resource/endpoint/endpoint';
import type { ResourceKind } from '../resource/resource-kind';
import { fieldsIn } from './form-item';
import { formOf } from './form-of';
import { placeIssues } from './place-issues';
import { readForm } from './read-form';
import { reasonForm } from './reason-form';

const ofEndpoint = (operation: 'create' | 'update' | 'delete', live: Record<string, unknown> | null = null) =>
  formOf({ kind: endpoint, operation, live });
const textsOf = (items: ReturnType<typeof ofEndpoint>) =>
  Object.fromEntries(fieldsIn(items).map(({ path, text }) => [path, text]));
const at = (path: string, items = ofEndpoint('create')) => {
  const field = fieldsIn(items).find((candidate) => candidate.path === path);
  if (!field) throw new Error(`no field ${path}`);
  return field;
};

describe('the form of a kind', () => {
  it('asks for every field of the schema, nested ones too, and for nothing else', () => {
    const paths = fieldsIn(ofEndpoint('create')).map(({ path }) => path);
    expect(paths).toContain('spec.verification.secret_ref');
    expect(paths).toContain('spec.retry.max_attempts');
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toHaveLength(21);
  });

  it('takes labels and the wording of choices from the field catalogue, types from the schema', () => {
    expect(at('spec.target_url')).toMatchObject({ label: 'Target URL', input: 'line', required: true });
    expect(at('spec.retry.max_attempts')).toMatchObject({ label: 'Retries', input: 'number', text: '5' });
    expect(at('spec.environment').choices).toContainEqual({ value: 'prod', label: 'production' });
    expect(at('spec.enabled').choices).toEqual([
      { value: 'true', label: 'yes' },
      { value: 'false', label: 'no' },
    ]);
    expect(at('spec.provider_template').choices[0]).toEqual({ value: '', label: 'Choose one' });
    expect(at('spec.verification.method')).toMatchObject({ required: false });
    expect(at('spec.events')).toMatchObject({ input: 'list', text: '*' });
    expect(at('spec.headers')).toMatchObject({ input: 'map', folded: true });
    expect(at('spec.description')).toMatchObject({ input: 'text', maxLength: 500 });
  });

  it('asks for the reason with every kind', () => {
    expect(reasonForm.map(({ path, required }) => [path, required])).toEqual([
      ['rationale', true],
      ['task_ref', false],
      ['ttl_hours', false],
    ]);
  });

  it.each(endpoint.examples.map((spec) => [endpoint.nameOf(spec), spec] as const))(
    'gives %s back as it was',
    (_name, spec) => {
      const live = endpoint.schema.parse(spec);
      const items = ofEndpoint('update', live);
      const read = readForm(items, textsOf(items));
      expect(read.ok && endpoint.schema.parse(read.value)).toEqual(live);
    },
  );

  it('gives back what lines could not hold: breaks, quotes, spaces at the ends', () => {
    const labels = { a: 'one\ntwo', b: '"quoted"', c: ' spaced ', d: '', e: 'x: y' };
    const live = endpoint.schema.parse({ ...endpoint.examples[0], labels, description: 'one\n\ntwo' });
    const items = ofEndpoint('update', live);
    const typed = Object.fromEntries(
      Object.entries(textsOf(items)).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
    );
    expect(readForm(items, typed)).toMatchObject({ value: { labels, description: 'one\n\ntwo' } });
  });

  it('names what is changed and asks for it no more; a delete asks for nothing else', () => {
    expect(at('spec.name', ofEndpoint('update', { name: 'orders' }))).toMatchObject({
      fixed: true,
      text: 'orders',
    });
    expect(fieldsIn(ofEndpoint('delete', { name: 'orders' })).map(({ path, text }) => [path, text])).toEqual([
      ['spec.name', 'orders'],
    ]);
  });

  it('needs no code for another kind', () => {
    const schema = z.strictObject({
      name: z.string(),
      weight: z.number().default(1),
      mode: z.enum(['a', 'b']).optional(),
      deep: z
        .strictObject({ inner: z.strictObject({ on: z.boolean().default(false) }).optional() })
        .optional(),
      rules: z.array(z.strictObject({ when: z.string() })).optional(),
    });
    const kind: ResourceKind = { ...endpoint, schema, fields: () => [] };
    const items = formOf({ kind, operation: 'create', live: null });
    expect(fieldsIn(items).map(({ path, label, input }) => [path, label, input])).toEqual([
      ['spec.name', 'Name', 'text'],
      ['spec.weight', 'Weight', 'number'],
      ['spec.mode', 'Mode', 'choice'],
      ['spec.deep.inner.on', 'On', 'choice'],
      ['spec.rules', 'Rules', 'json'],
    ]);
    const typed = { 'spec.name': 'x', 'spec.weight': '2.5', 'spec.rules': '[{"when":"now"}]' };
    expect(readForm(items, typed)).toEqual({
      ok: true,
      value: { name: 'x', weight: 2.5, rules: [{ when: 'now' }] },
    });
  });
});

describe('what was typed', () => {
  const items = ofEndpoint('create');
  const read = (typed: Record<string, string>) => {
    const result = readForm(items, { ...textsOf(items), ...typed });
    if (!result.ok) throw new Error(result.refusal.message);
    return result.value;
  };

  it('leaves out what was not answered, and sends an emptied list', () => {
    expect(read({})).not.toHaveProperty('verification');
    expect(read({ 'spec.timeout_seconds': '' })).not.toHaveProperty('timeout_seconds');
    expect(read({ 'spec.events': '' })).toMatchObject({ events: [] });
    expect(readForm(items, { 'spec.name': 'only' })).toMatchObject({ value: { name: 'only', retry: {} } });
    expect(readForm(items, {})).not.toHaveProperty('value.events');
  });

  it('stays as it is where it cannot be read, for the schema to name', () => {
    expect(read({ 'spec.timeout_seconds': '30 s' })).toMatchObject({ timeout_seconds: '30 s' });
    expect(read({ 'spec.enabled': 'perhaps' })).toMatchObject({ enabled: 'perhaps' });
  });

  it.each([
    ['a name without a value', 'team'],
    ['a value without a name', ': payments'],
    ['one name twice', 'team: a\nteam: b'],
  ])('is refused at its field for %s', (_what, text) => {
    expect(readForm(items, { 'spec.labels': text })).toMatchObject({
      refusal: { code: 'VALIDATION_FAILED', issues: [{ path: 'spec.labels' }] },
    });
  });
});

describe('where a refusal is shown', () => {
  const fields = [...fieldsIn(ofEndpoint('create')), ...reasonForm];
  const placed = (issues: { path: string }[]) =>
    placeIssues(fields, {
      code: 'VALIDATION_FAILED',
      message: 'no',
      issues: issues.map(({ path }) => ({ path, code: 'custom' as const, message: path })),
    }).map(({ field }) => field?.path ?? null);

  it('is the field that holds the path, in the order of the form', () => {
    expect(
      placed([
        { path: 'rationale' },
        { path: 'unknown' },
        { path: 'spec.labels.team' },
        { path: 'spec.events.3' },
        { path: 'spec.name' },
      ]),
    ).toEqual(['spec.name', 'spec.events', 'spec.labels', 'rationale', null]);
  });

  it('is the name where the name is taken, and nowhere for what is about no field', () => {
    const paths = (['RESOURCE_NAME_CONFLICT', 'ROLE_REQUIRED'] as const).map(
      (code) => placeIssues(fields, { code, message: 'no' })[0]?.field?.path ?? null,
    );
    expect(paths).toEqual(['spec.name', null]);
  });

  const wordsFor = (path: string, code: string) =>
    placeIssues(fields, {
      code: 'VALIDATION_FAILED',
      message: 'no',
      issues: [{ path, code, message: 'w' }],
    })
      .map(({ message }) => message)
      .join();

  it('says of what is missing how a person gives it, by its code and whatever the words', () => {
    expect(wordsFor('spec.name', 'missing')).toBe('Fill this in.');
    expect(wordsFor('spec.provider_template', 'missing')).toBe('Choose one.');
    expect(wordsFor('spec.name', 'invalid_type')).toBe('w');
    expect(wordsFor('nowhere', 'missing')).toBe('w');
  });
});
