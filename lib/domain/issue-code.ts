import type { TargetUrlReason } from './resource/atom/target-url';
import type { SecretRule } from './resource/secret-rules';

/** The rules that a schema finds broken. What the rule is about is said in words that follow from it. */
export const schemaCodes = [
  'missing',
  'invalid_type',
  'invalid_value',
  'invalid_format',
  'too_small',
  'too_big',
  'not_multiple_of',
  'unrecognized_keys',
  'invalid_union',
  'invalid_key',
  'invalid_element',
  'custom',
] as const;
export type SchemaCode = (typeof schemaCodes)[number];

/** The rules that more than one value, or what is stored, is held against. */
type LaterCode =
  | 'exactly_one'
  | 'lines'
  | 'no_change'
  | 'not_allowed'
  | 'not_with_since'
  | 'too_many'
  | 'unknown_cursor'
  | 'PROVIDER_UNKNOWN';

/** Which rule an input breaks. Public, and part of the API: programs tell by it, and only by it, what is wrong. */
export type IssueCode = SchemaCode | LaterCode | TargetUrlReason | SecretRule;
