import { toolOfResource } from './resource-definitions';

/**
 * The tool that a request asks, or that answers what it asks: whoever stops or denies a tool means every way to the same. Null
 * for what no tool does.
 */
export function toolAsked(method: string, name: string | null): string | null {
  if (method === 'tools/call') return name;
  if (method === 'subscriptions/listen') return toolOfResource.draft;
  if (method !== 'resources/read' && method !== 'completion/complete') return null;
  const [kind = ''] = name?.split('://', 1) ?? [];
  return isResource(kind) ? toolOfResource[kind] : null;
}

const isResource = (kind: string): kind is keyof typeof toolOfResource => Object.hasOwn(toolOfResource, kind);
