import { findCheckpoint } from '@/db/queries/log-checkpoints';
import { storedEntries, storedHashes } from '@/db/queries/stored-hashes';
import { type TenantTx, withTenantRead } from '@/db/tenant';
import type { Agent, Human } from '@/lib/domain/actor';
import { type Bytes, concat } from '@/lib/domain/log/bytes';
import { entryBundle } from '@/lib/domain/log/entry-bundle';
import { fullWidth, isWithin, nodesOfTile, parseTilePath, type Tile } from '@/lib/domain/log/tile';
import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { logBroken } from './log-broken';
import { logNamed } from './log-named';

/** `log` and `path` are UNTRUSTED INPUT, as an address has them. */
type Asked = { log: string; path: string };

/** One tile or entry bundle of a log, as far as its newest signed head reaches. A full one never changes. */
export async function readTile(
  actor: Agent | Human,
  { log, path }: Asked,
): Promise<Result<{ bytes: Bytes; isFull: boolean }>> {
  const reader = logNamed(actor, log);
  if (!reader.ok) return reader;
  const tile = parseTilePath(path);
  const { tenantId } = reader.value;
  if (tile === null || !isWithin(tile, await signedSize(tenantId)))
    return refuse('TILE_NOT_FOUND', 'There is no such tile.');
  const bytes = await withTenantRead(reader.value, (tx) => bytesOf(tx, tile));
  if (bytes === null) return logBroken(tenantId, `tile ${path}`);
  return accept({ bytes, isFull: tile.width === fullWidth });
}

/** Checkpoints are read by the product: an agent's role has no right on their table. */
async function signedSize(tenantId: string): Promise<number> {
  const reader = { kind: 'system', tenantId, name: 'log-reader' } as const;
  const newest = await withTenantRead(reader, (tx) => findCheckpoint(tx));
  return newest?.size ?? 0;
}

/** Null where a row is missing. */
async function bytesOf(tx: TenantTx, tile: Tile): Promise<Bytes | null> {
  const { level, index, width } = tile;
  if (level === 'entries') {
    const entries = await storedEntries(tx, { from: index * fullWidth, count: width });
    return entries.length === width ? entryBundle(entries) : null;
  }
  const hashes = await storedHashes(tx, nodesOfTile({ level, index, width }));
  return hashes && concat(...hashes);
}
