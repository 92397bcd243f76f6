import { toolClasses, toolNames } from '../policy/tool-classes';
import type { Scope } from './scope';

/** Every MCP tool with the scope that opens it. */
export const toolScopes: ReadonlyMap<string, Scope> = new Map(
  toolNames.map((name) => [name, toolClasses[name].scope]),
);
