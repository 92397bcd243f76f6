import { definitionHash } from './definition-hash';
import { instructions } from './instructions';
import { proposePrompt } from './prompt-definition';
import { draftResource, endpointResource } from './resource-definitions';
import { versionOf } from './surface-versions';
import type { Tool } from './tool';
import { tools } from './tools';

/** One definition that clients are shown. */
export type SurfaceItem = { name: string; version: string; hash: string };

const item = (name: string, hash: string): SurfaceItem => ({ name, version: versionOf(name), hash });

/** What stands beside the tools. */
const others: readonly SurfaceItem[] = [
  item('prompt propose_endpoint', definitionHash('mcp-prompt/v1', proposePrompt)),
  item('resource draft', definitionHash('mcp-resource/v1', draftResource)),
  item('resource endpoint', definitionHash('mcp-resource/v1', endpointResource)),
  item('instructions', definitionHash('mcp-instructions/v1', instructions)),
];

const hashOf = (shown: readonly Pick<SurfaceItem, 'name' | 'hash'>[]): string =>
  definitionHash(
    'mcp-surface/v1',
    shown.map(({ name, hash }) => [name, hash]),
  );

const toolItem = ({ name, definitionHash: hash }: Tool): SurfaceItem => item(name, hash);

/** Everything that this product shows to agents, in the order in which they see it. */
export const surface: readonly SurfaceItem[] = [...tools.map(toolItem), ...others];

/** One hash over all of it, the same for every key: what a host reviews and pins. */
export const surfaceHash = hashOf(surface);

/** The hash of the tools that one key is shown. */
export const hashOfTools = (shown: readonly Tool[]): string => hashOf(shown.map(toolItem));
