import { expect, it } from 'vitest';
import { testTitles } from './test-titles';

it('finds every way to declare a test, and the template of one with parameters', () => {
  const source = `
    it('plain', () => {});
    test.runIf(root)('under a condition', () => {});
    describe('a group', () => { it.each([['x', 1]])('of %s', () => {}); });
    for (const era of eras) test(\`speaks \${era} in \${words(era)}\`, async () => {});
    test.each\`a\`('from a table', () => {});`;
  expect(testTitles(source)).toEqual([
    'plain',
    'under a condition',
    'of %s',
    'speaks ${era} in ${…}',
    'from a table',
  ]);
});

it('takes nothing that does not run, or is no test, for a test', () => {
  const source = `
    // it('in a comment', () => {});
    it.skip('skipped', () => {});
    test.fixme('broken', () => {});
    it.todo('later');
    describe.skip('a group', () => { it('within what is skipped', () => {}); });
    test.describe('a group', () => {});
    test.step('a step', () => {});
    it(name, () => {});
    other('another function', () => {});`;
  expect(testTitles(source)).toEqual([]);
});
