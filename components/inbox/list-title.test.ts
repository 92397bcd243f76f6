import { expect, test } from 'vitest';
import { listTitle } from './list-title';

test('only those who may decide are told that it is their turn', () => {
  expect(['reviewer', 'admin'].map((role) => listTitle('pending', role))).toEqual(['Your turn', 'Your turn']);
  for (const role of ['viewer', 'operator', undefined]) {
    expect(listTitle('pending', role)).toBe('Waiting for a reviewer');
  }
  expect(listTitle('applied', 'viewer')).toBe('Applied');
});
