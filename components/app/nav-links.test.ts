import { expect, it } from 'vitest';
import { isWithin, navGroupsOf } from './nav-links';

const currentOn = (pathname: string) =>
  navGroupsOf('admin')
    .flatMap(({ links }) => links)
    .filter((link) => isWithin(pathname, link))
    .map(({ label }) => label);

it.each([
  ['/drafts', ['Inbox']],
  ['/drafts/drf_1', ['Inbox']],
  ['/audit', ['Audit']],
  ['/runs', ['Audit']],
  ['/runs/nightly-7', ['Audit']],
  ['/evidence', ['Evidence']],
  ['/runsomewhere', []],
  ['/device', []],
])('on %s the navigation says %j', (pathname, labels) => {
  expect(currentOn(pathname)).toEqual(labels);
});
