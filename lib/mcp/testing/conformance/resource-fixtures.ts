import { type McpServer, ResourceTemplate } from '@modelcontextprotocol/server';
import type { Caller } from '../../caller';
import { recorded } from './fixture';
import { pixel } from './media';

export const watchedResource = 'test://watched-resource';

const fixed = {
  'test://static-text': {
    mimeType: 'text/plain',
    text: 'This is the content of the static text resource.',
  },
  'test://static-binary': { mimeType: 'image/png', blob: pixel },
  [watchedResource]: { mimeType: 'text/plain', text: 'Watched resource content.' },
};

/** Resources at fixed addresses, and one whose address has a part to fill in. */
export function addResourceFixtures(server: McpServer, caller: Caller): void {
  for (const [uri, content] of Object.entries(fixed)) {
    const about = { description: 'Conformance fixture', mimeType: content.mimeType };
    server.registerResource(uri, uri, about, () =>
      recorded(caller, () => ({ contents: [{ uri, ...content }] })),
    );
  }
  const template = new ResourceTemplate('test://template/{id}/data', { list: undefined });
  const about = { description: 'Conformance fixture', mimeType: 'application/json' };
  server.registerResource('test-template', template, about, ({ href: uri }, { id }) =>
    recorded(caller, () => {
      const text = JSON.stringify({ id, templateTest: true, data: `Data for ID: ${String(id)}` });
      return { contents: [{ uri, mimeType: 'application/json', text }] };
    }),
  );
}
