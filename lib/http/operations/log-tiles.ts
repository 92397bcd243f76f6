import { z } from 'zod';
import { accept } from '@/lib/domain/refusal';
import { readCheckpoint as checkpointOf } from '@/lib/use-cases/log/read-checkpoint';
import { readTile as tileOf } from '@/lib/use-cases/log/read-tile';
import { evidenceProofExample } from '../log-example';
import { actorOf, type Operation } from '../operation';

/** C2SP tlog-tiles: the signed head of a log. */
export const readCheckpoint: Operation = {
  name: 'readCheckpoint',
  tool: 'evidence_list',
  method: 'GET',
  path: '/log/[tenant]/checkpoint',
  summary: 'The newest signed head of a log, as a C2SP signed note',
  answer: {
    status: 200,
    description: 'The signed note',
    schema: z.string(),
    example: evidenceProofExample.proof.checkpoint,
    mediaType: 'text/plain',
  },
  refusals: ['LOG_NOT_FOUND', 'LOG_NOT_SIGNABLE', 'SIGNING_FAILED'],
  run: async (call) => {
    const signed = await checkpointOf(actorOf(call), call.params['tenant'] ?? '');
    if (!signed.ok) return signed;
    return accept(
      new Response(signed.value.note, { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
    );
  },
};

/** A full tile is the same for ever; a partial one is asked for until it is full, and then no more. */
const forEver = 'private, max-age=31536000, immutable';

/** C2SP tlog-tiles: hashes of the tree, or entries. */
export const readTile: Operation = {
  name: 'readTile',
  tool: 'evidence_list',
  method: 'GET',
  path: '/log/[tenant]/tile/[...path]',
  summary: 'A tile of the tree, or a bundle of entries',
  answer: {
    status: 200,
    description: 'The hashes one behind the other, or each entry behind its length',
    schema: z.string(),
    example: '',
    mediaType: 'application/octet-stream',
  },
  refusals: ['LOG_NOT_FOUND', 'TILE_NOT_FOUND', 'LOG_BROKEN'],
  run: async (call) => {
    const { tenant: log = '', path = '' } = call.params;
    const tile = await tileOf(actorOf(call), { log, path });
    if (!tile.ok) return tile;
    const { bytes, isFull } = tile.value;
    const headers = {
      'content-type': 'application/octet-stream',
      ...(isFull && { 'cache-control': forEver }),
    };
    return accept(new Response(bytes, { headers }));
  },
};
