import { visible } from './visible';

const indented = (value: unknown, indent: string): string => {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((item) => inner + indented(item, inner)).join(',\n')}\n${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    if (entries.length === 0) return '{}';
    const lines = entries.map(([key, item]) => `${inner}${JSON.stringify(key)}: ${indented(item, inner)}`);
    return `{\n${lines.join(',\n')}\n${indent}}`;
  }
  return JSON.stringify(value) ?? 'null';
};

/**
 * A JSON value as indented text, keys sorted by UTF-16 code unit as in RFC 8785 section 3.2.3, safe to show.
 * Every line break is structure: strings are JSON-escaped first and made visible after, so no value can fake a line.
 */
export const visibleJson = (value: unknown): string => visible(indented(value, ''), { multiline: true });
