import { z } from 'zod';
import excerpt from './ocsf-1.9.0.json';

const attributeSchema = z.object({
  type: z.string(),
  required: z.boolean().default(false),
  array: z.boolean().default(false),
  enum: z.record(z.string(), z.string()).optional(),
  /** The attribute that says the same in words. */
  caption: z.string().optional(),
  profile: z.string().optional(),
});
const shapeSchema = z.object({
  attributes: z.record(z.string(), attributeSchema),
  at_least_one: z.array(z.string()).default([]),
});
const {
  class: apiActivity,
  objects,
  deprecated,
} = z
  .object({
    class: shapeSchema,
    objects: z.record(z.string(), shapeSchema),
    deprecated: z.record(z.string(), z.array(z.string())),
  })
  .parse(excerpt);

type Shape = z.infer<typeof shapeSchema>;
type Attribute = z.infer<typeof attributeSchema>;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const plain: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string' && value !== '',
  integer: Number.isSafeInteger,
  // Milliseconds: seconds would lie in 1970, microseconds beyond any event.
  timestamp: (value) => Number.isSafeInteger(value) && Number(value) > 1.5e12 && Number(value) < 1e13,
  ip: (value) => z.ipv4().or(z.ipv6()).safeParse(value).success,
  json: (value) => value !== undefined,
};

/** What OCSF 1.9.0 finds wrong with an API Activity: nothing, for one that any reader of the schema takes. */
export function ocsfProblems(event: unknown): string[] {
  const problems = problemsIn(event, apiActivity, 'api_activity', '');
  if (!isRecord(event)) return problems;
  const profiles = isRecord(event['metadata']) ? event['metadata']['profiles'] : [];
  for (const [name, { profile }] of Object.entries(apiActivity.attributes)) {
    if (
      profile !== undefined &&
      event[name] !== undefined &&
      !(Array.isArray(profiles) && profiles.includes(profile))
    )
      problems.push(`${name}: not without the profile ${profile}`);
  }
  if (event['type_uid'] !== Number(event['class_uid']) * 100 + Number(event['activity_id']))
    problems.push('type_uid: is not class_uid * 100 + activity_id');
  return problems;
}

function problemsIn(value: unknown, shape: Shape, kind: string, path: string): string[] {
  if (!isRecord(value)) return [`${path}: is no object`];
  const { attributes, at_least_one: either } = shape;
  const unknown = Object.keys(value).filter((name) => attributes[name] === undefined);
  const old = (deprecated[kind] ?? []).filter((name) => value[name] !== undefined);
  const hasOne = either.length === 0 || either.some((name) => value[name] !== undefined);
  return [
    ...unknown.map((name) => `${path}${name}: is not in the schema`),
    ...old.map((name) => `${path}${name}: is deprecated`),
    ...(hasOne ? [] : [`${path}: needs one of ${either.join(', ')}`]),
    ...Object.entries(attributes).flatMap(([name, attribute]) =>
      attributeProblems(value, name, attribute, path),
    ),
  ];
}

function attributeProblems(
  of: Record<string, unknown>,
  name: string,
  attribute: Attribute,
  path: string,
): string[] {
  const value = of[name];
  const at = `${path}${name}`;
  if (value === undefined) return attribute.required ? [`${at}: is required`] : [];
  if (!attribute.array)
    return [...wordProblems(of, value, attribute, at), ...typeProblems(value, attribute.type, at)];
  if (!Array.isArray(value)) return [`${at}: is no list`];
  return value.flatMap((one: unknown, nth) => typeProblems(one, attribute.type, `${at}.${nth}`));
}

/** A number of an enumeration, and the same in words. */
function wordProblems(
  of: Record<string, unknown>,
  value: unknown,
  { enum: numbers, caption = '' }: Attribute,
  at: string,
): string[] {
  if (numbers === undefined) return [];
  const number = JSON.stringify(value);
  const words = numbers[number];
  if (words === undefined) return [`${at}: ${number} is not in the enumeration`];
  const said = of[caption];
  const differs = said !== undefined && words !== 'Other' && said !== words;
  return differs ? [`${at}: ${JSON.stringify(said)} is not ${words}`] : [];
}

function typeProblems(value: unknown, type: string, at: string): string[] {
  const shape = objects[type];
  if (shape) return problemsIn(value, shape, type, `${at}.`);
  return plain[type]?.(value) === true ? [] : [`${at}: is no ${type}`];
}
