import { toolOfResource } from './resource-definitions';

/**
 * The tool that a request asks, or that answers what it asks: whoever stops or denies a tool means every way to the same. Null
 * for what no tool does.
 */
export function toolAsked(method: string, name: string | null): string | null {
  if (method === 'tools/call') return name;
  if (method === 'subscriptions/listen') return toolOfResource.draft;
  if (method !== 'resources/read' && method !== 'completion/complete') return null;
  const kind = schemeOf(name);
  return isResource(kind) ? toolOfResource[kind] : null;
}

/** UNTRUSTED INPUT: an address, read as the SDK reads it before it looks for what answers it: `DRAFT://` is `draft://` (RFC 3986 section 3.1). */
const schemeOf = (address: string | null): string =>
  (address === null ? null : URL.parse(address))?.protocol.slice(0, -1) ?? '';

const isResource = (kind: string): kind is keyof typeof toolOfResource => Object.hasOwn(toolOfResource, kind);
