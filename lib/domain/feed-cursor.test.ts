import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { feedStart, readFeedCursor, writeFeedCursor } from './feed-cursor';
import { writeCursor } from './page-cursor';

const tenant = '5f0c1f0e-6a57-4a1e-9a41-1a9c8b1f6f10';
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes));

it('reads back what was written, for its tenant and its leaf alone', () => {
  fc.assert(
    fc.property(fc.nat(), hash, hash, (idx, leafHash, other) => {
      const cursor = writeFeedCursor(tenant, { idx, leafHash });
      const read = readFeedCursor(tenant, cursor);
      expect(read?.idx).toBe(idx);
      expect(read?.matches(leafHash)).toBe(true);
      expect(read?.matches(other)).toBe(other.equals(leafHash));
      expect(readFeedCursor('another', cursor)).toBeUndefined();
      expect(cursor).toMatch(/^[A-Za-z0-9_-]{1,100}$/);
    }),
  );
});

// A follower keeps its cursor for years: what was written once is read for ever.
it('is written in exactly this way', () => {
  expect(writeFeedCursor(tenant, { idx: 41, leafHash: Buffer.alloc(32, 7) })).toBe(
    writeCursor(['28a5a57cdbbd', 41, '07'.repeat(12)]),
  );
});

it('begins at the beginning, and knows nothing of what is no cursor', () => {
  expect(writeFeedCursor(tenant, null)).toBe(feedStart);
  for (const start of ['', feedStart]) expect(readFeedCursor(tenant, start)).toBeNull();
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(text !== '' && text !== feedStart);
      expect(readFeedCursor(tenant, text)).toBeUndefined();
    }),
  );
});
