import { describe, expect, it } from 'vitest';
import { callbackPath } from './callback-path';

describe('callbackPath', () => {
  it('keeps a path of this site with its query', () => {
    expect(callbackPath('/drafts/drf_1?x=1#diff')).toBe('/drafts/drf_1?x=1#diff');
  });

  it.each([
    null,
    undefined,
    '',
    'drafts',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/drafts',
    'javascript:alert(1)',
    '/\t/evil.example',
  ])('sends %j to the inbox', (given) => {
    expect(callbackPath(given)).toBe('/drafts');
  });
});
