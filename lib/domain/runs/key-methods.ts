import { authorityMatrix } from '../authority/matrix';
import type { Scope } from '../keys/scope';
import type { Granted } from './grant-during';

const prefix = 'tool ';

/** Every tool that a scope opens, with that scope. */
const tools: ReadonlyMap<string, Scope> = new Map(
  authorityMatrix.flatMap(({ name, scope }) =>
    name.startsWith(prefix) && scope !== null ? [[name.slice(prefix.length), scope] as const] : [],
  ),
);

/** The tools that a key sees and may call: those that its scopes open, of those that it is narrowed to. */
export const methodsOf = ({
  scopes,
  allowed_tools: only,
}: Pick<Granted, 'scopes' | 'allowed_tools'>): string[] =>
  [...tools]
    .filter(([name, scope]) => scopes.includes(scope) && (only === null || only.includes(name)))
    .map(([name]) => name);

/** The scope that opens a tool, or null where none does. */
export const scopeOf = (tool: string | null): Scope | null => tools.get(tool ?? '') ?? null;
