import type postgres from 'postgres';
import type { Sql } from './pool';

const isJson = (value: unknown): value is postgres.JSONValue => value !== undefined;

/** A jsonb parameter. Throws on undefined, which JSON does not know. */
export function json(sql: Sql, value: unknown): postgres.Parameter {
  if (!isJson(value)) throw new TypeError('undefined is not JSON');
  return sql.json(value);
}
