import type { Flag } from '../../../draft/risk';
import { isObject, textOf, valueAt } from '../../../json/read-value';
import { visible } from '../../../text/visible';
import type { Spec } from '../../resource-kind';
import type { Subject } from './subject';

/** Headers by which proxies and frameworks choose host, path, method or client: with them a request is another one. */
const routing = new RegExp(
  [
    '^(?:x-)?forwarded(?:-.*)?$',
    '^x-(?:original|rewrite|override|envoy-original)-(?:url|uri|path|method)$',
    '^x-(?:http-)?method(?:-override)?$',
    '^(?:.*-)?host(?:name)?$',
    '^(?:x-|true-|cf-|fastly-|x-cluster-|fly-)?(?:real|client|connecting|remote|originating)-(?:ip|addr)$',
    '^x-(?:proxy-url|accel-redirect|sendfile|envoy-.*|amzn-.*)$',
    '^(?:via|destination|max-forwards|expect)$',
  ].join('|'),
);

function headersOf(spec: Spec | null): [string, string][] {
  const headers = valueAt(spec, 'headers');
  const entries = isObject(headers) ? Object.entries(headers) : [];
  return entries.map(([name, value]) => [name, textOf(value) ?? '']);
}

export function routingHeader({ base, proposed }: Subject): Flag[] {
  const before = new Map(headersOf(base).map(([name, value]) => [name.toLowerCase(), value]));
  const found = headersOf(proposed).filter(
    ([name, value]) => routing.test(name.toLowerCase()) && before.get(name.toLowerCase()) !== value,
  );
  const [first] = found;
  if (first === undefined) return [];
  const names = found.map(([name]) => visible(name)).join(', ');
  return [
    {
      code: 'routing-header',
      tier: 'high',
      title: 'Header can redirect the delivery',
      sentence: `Proxies and frameworks choose host, path, method or client by ${names}: events may end elsewhere than the target says.`,
      field: visible(`header:${first[0]}`),
    },
  ];
}
