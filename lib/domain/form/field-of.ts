import { isObject, valueAt } from '../json/read-value';
import type { Field, Spec } from '../resource/resource-kind';
import { writeText } from './field-text';
import type { FormField, FormInput } from './form-item';
import { inputOf, type SchemaNode } from './input-of';

/** What a question is asked with besides its own schema. */
export type Around = {
  /** The kind's fields by the path that they read. */
  catalogue: ReadonlyMap<string, Field>;
  live: Spec | null;
  fromLive: boolean;
  /** Within an object that may be left out nothing has to be answered, and nothing is by itself. */
  inOptional: boolean;
  required: boolean;
};

type Said = Pick<FormField, 'label' | 'help' | 'folded'>;

/** The question about one value. `at` is its path in the proposal. */
export function fieldOf(node: SchemaNode, at: readonly string[], around: Around): FormField {
  const inSpec = at.slice(1);
  const known = around.catalogue.get(inSpec.join('.'));
  const fallback = around.inOptional ? undefined : node.default;
  const input = inputOf(node);
  const isBoolean = node.type === 'boolean';
  const before = fallback === undefined ? [nobodysChoice(around.required)] : [];
  return {
    path: at.join('.'),
    ...saidOf(node, at, known),
    ...(around.required && { folded: false }),
    input,
    required: around.required,
    optional: !around.required && !around.inOptional && fallback === undefined,
    fixed: false,
    choices: input === 'choice' ? [...before, ...choicesOf(node, inSpec, known)] : [],
    isBoolean,
    maxLength: node.maxLength ?? null,
    text: writeText({ input, isBoolean }, around.fromLive ? valueAt(around.live, ...inSpec) : fallback),
  };
}

/** What the catalogue says of a field goes before what the schema does. */
function saidOf(node: SchemaNode, at: readonly string[], known: Field | undefined): Said {
  const help = helpOf(node, inputOf(node));
  if (known === undefined) return { label: labelOf(at), help, folded: true };
  const { asks, label, tier } = known;
  return { label: asks?.label ?? label, help: asks?.help ?? help, folded: tier === 'low' };
}

function helpOf({ description = '' }: SchemaNode, input: FormInput): string {
  if (input === 'list') return `One a line. ${description}`;
  return input === 'map' ? `One name: value a line. ${description}` : description;
}

const nobodysChoice = (required: boolean) => ({ value: '', label: required ? 'Choose one' : 'Not set' });

/** What a choice is called is how the catalogue says the value. */
function choicesOf(
  { type, enum: values = [] }: SchemaNode,
  inSpec: readonly string[],
  known: Field | undefined,
): FormField['choices'] {
  const all = type === 'boolean' ? [true, false] : values;
  return all.map((value) => ({
    value: String(value),
    label: known?.read(nested(inSpec, value)) ?? String(value),
  }));
}

function nested(path: readonly string[], value: unknown): Spec {
  const spec = path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return isObject(spec) ? spec : {};
}

/** `max_payload_bytes` as `Max payload bytes`. */
export function labelOf(at: readonly string[]): string {
  const text = (at.at(-1) ?? '').replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
