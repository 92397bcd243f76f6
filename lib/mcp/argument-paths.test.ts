import { expect, it } from 'vitest';
import { isObject, valueAt } from '@/lib/domain/json/read-value';
import { argumentPaths } from '@/lib/domain/policy/argument-paths';
import { type ArgumentValues, valuesAt } from '@/lib/domain/policy/argument-values';
import { toolNames } from '@/lib/domain/policy/tool-classes';
import { tools } from './tools';

const scalar = /^(string|integer|boolean)$/;

type Place = { path: string; values: ArgumentValues };

/** Every place of a schema that can hold a value or a list of values, as a rule names it; `*` is any one name. */
function placesIn(schema: unknown, at: readonly string[] = []): Place[] {
  if (!isObject(schema)) throw new Error(`no schema at ${at.join('.')}`);
  const { type, anyOf, items } = schema;
  if (Array.isArray(anyOf)) return anyOf.flatMap((one: unknown) => placesIn(one, at));
  if (type === 'object') return placesWithin(schema, at);
  const one = type === 'array' ? items : schema;
  const held = valueAt(one, 'type');
  if (typeof held !== 'string' || !scalar.test(held)) throw new Error(`no rule can name ${at.join('.')}`);
  return [{ path: at.join('.'), values: valuesIn(one, held) }];
}

function valuesIn(schema: unknown, held: string): ArgumentValues {
  const listed = valueAt(schema, 'enum');
  if (Array.isArray(listed)) return listed.map(String);
  return held === 'integer' || held === 'boolean' ? held : 'text';
}

function placesWithin(schema: Record<string, unknown>, at: readonly string[]): Place[] {
  const { properties = {}, additionalProperties: open = true } = schema;
  if (!isObject(properties)) throw new Error(`no properties at ${at.join('.')}`);
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => placesIn(inner, [...at, name])),
    ...(open === false ? [] : placesIn(open, [...at, '*'])),
  ];
}

it.each(toolNames)('the policy knows every argument of %s, and no other', (name) => {
  const tool = tools.find((one) => one.name === name);
  const places = [...new Set(placesIn(tool?.wire.inputSchema).map(({ path }) => path))];
  expect([...argumentPaths[name]].toSorted()).toEqual(places.toSorted());
});

it.each(toolNames)('the policy knows what each argument of %s can hold', (name) => {
  const tool = tools.find((one) => one.name === name);
  for (const { path, values } of placesIn(tool?.wire.inputSchema)) {
    expect([path, valuesAt(path)]).toEqual([path, values]);
  }
});
