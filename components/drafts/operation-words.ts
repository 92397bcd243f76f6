import type { Operation } from '@/lib/domain/draft/draft';

export const operationNames = {
  create: 'Create',
  update: 'Update',
  delete: 'Delete',
} satisfies Record<Operation, string>;

export const typeNames = {
  endpoint: 'Endpoint',
  route: 'Route',
  source: 'Source',
  target: 'Target',
  policy: 'Policy',
} as const;
