import { describe, expect, it } from 'vitest';
import { targetUrl, targetUrlFault } from './target-url';
import { refusedTargets } from './testing/refused-targets';

const accepted = [
  'https://hooks.acme.com',
  'https://hooks.acme.com/orders?source=eu&n=1',
  'https://hooks.acme.com:8443/orders',
  'https://HOOKS.acme.com/orders',
  'https://xn--bcher-kva.example.com/in',
  'https://b\u00fccher.example.com/in',
  'https://my_service.acme.com/a%20b',
  'https://a.b.c.d.acme.co.uk/',
  'https://8.8.8.8/hook',
  'https://[2606:4700:4700::1111]/hook',
  'https://localhost.acme.com/',
  'https://10.acme.com/',
  'https://hooks.acme.com/@team',
];

const vectors = Object.entries(refusedTargets).flatMap(([reason, urls]) =>
  urls.map((url) => [reason, url] as const),
);

describe('targetUrlFault', () => {
  it.each(accepted)('accepts %s', (url) => {
    expect(targetUrlFault(url)).toBeNull();
    expect(targetUrl.parse(url)).toBe(url);
  });

  it.each(vectors)('%s: %j', (reason, url) => {
    expect(targetUrlFault(url)).toBe(reason);
    expect(targetUrl.safeParse(url).error?.issues[0]?.message).toMatch(/^The .+\.$/);
  });
});
