import { expect, it } from 'vitest';
import { kindOf } from './registry';
import { presentKindNames, resourceKindNames } from './resource-kind';

it('offers exactly the kinds that this version has', () => {
  expect(presentKindNames).toEqual(resourceKindNames.filter((name) => kindOf(name) !== null));
});
