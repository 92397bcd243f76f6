import { z } from 'zod';
import { bundleIdSchema } from '@/lib/domain/ids';
import { accept } from '@/lib/domain/refusal';
import { type BundleDownload, openBundleFile } from '@/lib/use-cases/bundles/open-bundle-file';
import { noSuchBundle } from '@/lib/use-cases/bundles/show-bundle';
import { type Call, type Operation, personOf } from '../operation';

export const fetchBundle: Operation = {
  name: 'fetchEvidenceBundle',
  method: 'GET',
  path: '/api/v1/bundles/[id]/file',
  summary: 'Fetch the file of a bundle: one tar archive, which draft evidence verify reads without a login',
  answer: {
    status: 200,
    description: 'The archive. Its ETag is the SHA-256 of its bytes in hexadecimal',
    schema: z.string(),
    example: 'manifest.json …',
    mediaType: 'application/x-tar',
  },
  refusals: ['BUNDLE_NOT_FOUND', 'BUNDLE_NOT_READY', 'BUNDLE_FAILED'],
  run: async (call) => {
    const person = personOf(call);
    if (!person.ok) return person;
    const id = bundleIdSchema.safeParse(call.params['id']).data;
    if (id === undefined) return noSuchBundle();
    const file = await openBundleFile(person.value, id);
    if (!file.ok) return file;
    return accept(new Response(streamed(call, file.value), { headers: headersOf(id, file.value) }));
  },
};

const headersOf = (id: string, { bytes, sha256 }: BundleDownload): Record<string, string> => ({
  'content-type': 'application/x-tar',
  'content-length': String(bytes),
  'content-disposition': `attachment; filename="${id}.tar"`,
  etag: `"${sha256}"`,
  // Whoever compresses it on the way would send other bytes, and no length.
  'cache-control': 'private, no-cache, no-transform',
  'repr-digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
});

/**
 * A piece is read when the one before it was taken. Who may no longer ask gets no further one: the stream breaks, so that
 * no half of the file passes for the whole.
 */
function streamed(call: Call, { pieces }: BundleDownload): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const piece = await pieces.next();
      if (piece.done) return controller.close();
      if (await call.refusedNow()) return controller.error(new Error('the credential ended'));
      controller.enqueue(piece.value);
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
