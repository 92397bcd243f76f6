import type { Call } from './operation';

/** Lines as a file. Who may no longer ask gets no further page: the stream breaks, so that no half of it passes for the whole. */
export function exportedLines(
  call: Call,
  pages: AsyncGenerator<string>,
  { type, fileName }: { type: string; fileName: string },
): Response {
  const bytes = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const page = await pages.next();
      if (page.done) return controller.close();
      if (await call.refusedNow()) return controller.error(new Error('the credential ended'));
      controller.enqueue(bytes.encode(page.value));
    },
    async cancel() {
      await pages.return(undefined);
    },
  });
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"` };
  return new Response(body, { headers });
}
