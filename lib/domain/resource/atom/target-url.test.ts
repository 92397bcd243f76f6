import { describe, expect, it } from 'vitest';
import { type TargetUrlReason, targetUrl, targetUrlFault } from './target-url';

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

const refused: Record<TargetUrlReason, string[]> = {
  EMPTY: [''],
  TOO_LONG: [`https://hooks.acme.com/${'a'.repeat(2048)}`],
  MALFORMED: [
    'https:/hooks.acme.com',
    'https:hooks.acme.com',
    'https:///hooks.acme.com',
    'https://hooks.acme.com\\@evil.com',
    'https://hooks.acme.com:99999/',
    'https://[::1',
    'https://1.2.3.4.5.256/',
    'https://hooks.acme.com:port/',
  ],
  SCHEME: [
    'http://hooks.acme.com',
    'HTTPS://hooks.acme.com',
    'ftp://hooks.acme.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'hooks.acme.com',
    '//hooks.acme.com',
    'data:text/plain,x',
  ],
  USERINFO: [
    'https://admin:hunter2@hooks.acme.com/',
    'https://hooks.acme.com@evil.com/',
    'https://@hooks.acme.com/',
  ],
  FRAGMENT: ['https://hooks.acme.com/#top', 'https://hooks.acme.com/#'],
  HOST: [
    'https://',
    'https://?x=1',
    'https://hooks.acme.com./',
    'https://hooks..acme.com/',
    'https://-hooks.acme.com/',
    'https://%68ooks.acme.com/',
    `https://${'a'.repeat(64)}.com/`,
  ],
  PRIVATE_HOST: [
    'https://localhost/',
    'https://localhost./',
    'https://intranet/',
    'https://db.internal/',
    'https://printer.local/',
    'https://api.default.svc/',
    'https://api.default.svc.cluster.local/',
    'https://a.localhost/',
    'https://metadata.google.internal/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f.0.0.1/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://168.63.129.16/',
    'https://192.0.0.192/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://\uff11\uff12\uff17.0.0.1/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:10.0.0.1]/',
    'https://[::127.0.0.1]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[fd00:ec2::254]/',
    'https://[64:ff9b::10.0.0.1]/',
    'https://[64:ff9b:1::1]/',
    'https://[2002:0a00:0001::]/',
    'https://[2001:0:5ef5:79fb::1]/',
    'https://[5f00::1]/',
    'https://[ff02::1]/',
    'https://127.0.0.1.nip.io/',
  ],
  CONTROL_OR_SPACE: [
    ' https://hooks.acme.com',
    'https://hooks.acme.com/a b',
    'https://hooks.acme.com/\n',
    'https://hooks\u200b.acme.com/',
    'https://hooks.acme.com/\u202eexe',
    'https://hooks\u00ad.acme.com/',
    'https://hooks.acme.com/\u0000',
    'https://hooks.acme.com/\u3000',
    'https://hooks.acme.com/\ud800',
  ],
};

const vectors = Object.entries(refused).flatMap(([reason, urls]) =>
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
