import { expect, it } from 'vitest';
import { parseControlPlaneUrl } from './control-plane-url';

it.each(['http://127.0.0.1:8080/', 'https://localhost/'])('%s is told the setting that it needs', (url) => {
  expect(parseControlPlaneUrl(url, false)).toMatchObject({
    refusal: { code: 'TARGET_URL_INVALID', message: expect.stringContaining('DELIVERY_TO_LOOPBACK=yes') },
  });
  expect(parseControlPlaneUrl(url, true)).toMatchObject({ ok: true });
});

it.each([
  ['http://control.acme.com/', 'must begin with https://'],
  ['https://10.0.0.1/', 'must be public'],
])('%s is refused with or without the setting', (url, words) => {
  for (const loopback of [false, true]) {
    expect(parseControlPlaneUrl(url, loopback)).toMatchObject({
      refusal: { message: expect.stringContaining(words) },
    });
  }
});
