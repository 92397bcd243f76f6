import { expect, it } from 'vitest';
import { kindOf } from '@/lib/domain/resource/registry';
import { resourceKindNames } from '@/lib/domain/resource/resource-kind';
import { readerOf } from './resource-read';
import { storeOf } from './resource-write';

it.each(resourceKindNames)('kind %s has a reader and a store, or is not a kind of this version', (name) => {
  const exists = kindOf(name) !== null;
  expect(readerOf(name) !== null).toBe(exists);
  expect(storeOf(name) !== null).toBe(exists);
});
