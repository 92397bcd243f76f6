import { expect, test } from 'vitest';
import type { Operation } from '@/lib/domain/draft/draft';
import type { Review } from '@/lib/domain/draft/review';
import { applyWords } from './apply-words';
import { riskyValue } from './risky-value';

const asked = (operation: Operation, title: Review['title']) => ({
  draft: { operation, resourceName: 'orders-webhook', environment: 'prod' as const },
  title,
  changes: { changed: [{ field: 'target_host', before: 'hooks.acme.com', after: null }] },
});

test('a delete reads as a removal, and asks for the name of what goes', () => {
  const removal = asked('delete', { text: 'Delete orders-webhook' });
  expect(applyWords(removal)).toEqual({
    title: { text: 'Remove orders-webhook from production?' },
    forTerminal: { text: 'Let your terminal remove orders-webhook from production?' },
    commit: 'Remove from production',
    busy: 'Removing…',
    undo: 'only a new draft that creates it again',
    look: 'remove',
  });
  expect(riskyValue(removal)).toEqual({ kind: 'name', value: 'orders-webhook', live: null });
});

test('any other change is applied, and no space stands before the question mark', () => {
  const turned = applyWords(asked('update', { text: 'Turn off orders-webhook' }));
  expect(turned).toMatchObject({
    title: { text: 'Apply: turn off orders-webhook?' },
    forTerminal: { text: 'Let your terminal apply: turn off orders-webhook?' },
    commit: 'Apply to production',
  });
  const pointed = applyWords(asked('update', { text: 'Point orders-webhook at', value: 'hooks.acme.dev' }));
  expect(pointed.title).toEqual({ text: 'Apply: point orders-webhook at', value: 'hooks.acme.dev' });
});
