import { expect, it } from 'vitest';
import { dataClasses } from '../policy/data-class';
import { leastTerms } from './key-terms';
import { classesOfScope, openScopes, opensNothing } from './open-tools';
import { scopes } from './scope';

const all = { ...leastTerms, scopes: [...scopes], data_classes: [...dataClasses] };
const issueOf = (over: Partial<typeof leastTerms>) => opensNothing({ ...all, ...over })?.issues?.[0];

it('every scope reads some class of data, and is open with it and closed without', () => {
  for (const scope of scopes) {
    const classes = classesOfScope(scope);
    expect(classes.length).toBeGreaterThan(0);
    const terms = { ...leastTerms, scopes: [scope] };
    expect(openScopes({ ...terms, data_classes: [...classes] })).toEqual([scope]);
    const others = dataClasses.filter((one) => !classes.includes(one));
    expect(openScopes({ ...terms, data_classes: others })).toEqual([]);
  }
});

it('a scope is closed where none of its tools is among those that are allowed', () => {
  expect(openScopes({ ...all, allowed_tools: ['draft_show'] })).toEqual(['mcp:read:drafts']);
});

it('a key that opens no tool is refused, at what it lacks and by the name of the class', () => {
  expect(opensNothing(all)).toBeNull();
  expect(issueOf({ scopes: [] })?.path).toBe('scopes');
  expect(issueOf({ allowed_tools: [] })?.path).toBe('allowed_tools');
  expect(issueOf({ data_classes: ['customer_data'], scopes: ['mcp:read:evidence'] })).toEqual({
    path: 'data_classes',
    code: 'missing',
    message: 'Add the data class production_telemetry: what this key may call reads nothing else.',
  });
  expect(opensNothing({ ...all, scopes: ['mcp:read:evidence'], data_classes: [] })?.code).toBe(
    'VALIDATION_FAILED',
  );
});
