import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

it('every form that scripts send has the button that waits for them', () => {
  // A form with an action is sent there by the browser when no script does.
  const sentByScripts = globSync('{app,components}/**/*.tsx')
    .map((path) => ({ path, source: readFileSync(path, 'utf8') }))
    .filter(({ source }) => source.includes('onSubmit=') && !/\baction=/.test(source));
  expect(sentByScripts.length).toBeGreaterThan(8);
  const unguarded = sentByScripts.filter(
    ({ source }) => source.includes('type="submit"') || !source.includes('<SubmitButton'),
  );
  expect(unguarded.map(({ path }) => path)).toEqual([]);
});
