import { isObject } from '../json/read-value';
import type { FormField } from './form-item';

type Writes = Pick<FormField, 'input' | 'isBoolean'>;

/** A value as the text of its input. Total over any JSON value; `readText` gives the value back. */
export function writeText({ input }: Writes, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (input === 'list' && Array.isArray(value) && value.every(isLine)) return value.join('\n');
  if (input === 'map' && isObject(value)) return mapText(value);
  return typeof value === 'string' && input !== 'json' ? value : JSON.stringify(value);
}

const isLine = (item: unknown): item is string =>
  typeof item === 'string' && item !== '' && item.trim() === item && !item.includes('\n');

const mapText = (value: Record<string, unknown>): string =>
  Object.entries(value)
    .map(([key, item]) => `${key}: ${isLine(item) && !isQuoted(item) ? item : JSON.stringify(item)}`)
    .join('\n');

const isQuoted = (text: string): boolean => text.startsWith('"');

/**
 * UNTRUSTED INPUT: what was typed, as the value to propose; undefined where nothing was. What cannot be read as the
 * value stays the text that it is, so that the schema names it.
 */
export function readText({ input, isBoolean }: Writes, typed: string): unknown {
  const text = typed.replaceAll('\r\n', '\n');
  if (input === 'list') return linesOf(text);
  if (input === 'map') return readMap(text);
  if (text.trim() === '') return undefined;
  if (input === 'text') return text;
  return readLine(text.trim(), input, isBoolean);
}

function readLine(text: string, input: FormField['input'], isBoolean: boolean): unknown {
  if (input === 'number') return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : text;
  if (input === 'json') return parsed(text) ?? text;
  return isBoolean && (text === 'true' || text === 'false') ? text === 'true' : text;
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function readMap(text: string): unknown {
  return Object.fromEntries(
    mapLines(text).map(({ name, value }) => [name, isQuoted(value) ? (parsed(value) ?? value) : value]),
  );
}

function mapLines(text: string) {
  return linesOf(text).map((line) => {
    const at = line.indexOf(':');
    const name = (at < 0 ? line : line.slice(0, at)).trim();
    return { name, value: line.slice(at + 1).trim(), whole: at > 0 };
  });
}

/** Why the lines of a map cannot be read as they stand, or null: a name without a value, or one name twice. */
export function mapFault(typed: string): string | null {
  const lines = mapLines(typed.replaceAll('\r\n', '\n'));
  if (lines.some(({ whole }) => !whole)) return 'Write each line as name: value.';
  const names = lines.map(({ name }) => name);
  return new Set(names).size < names.length ? 'Give each name once.' : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
