import type { RecordedCall } from '../calls/recorded-call';
import { scopeOf } from './key-methods';

type Asked = Pick<RecordedCall, 'decision' | 'error_code' | 'decision_rule_id' | 'tool'>;

/** What a refused call would have needed: a scope that a key can hold, and the same in words. */
export type Need = { scope: string | null; words: string };

/** A stop or a limit refuses whatever is asked: it says nothing of how much was asked for. */
const notForAuthority: ReadonlySet<string> = new Set([
  'KILL_SWITCH_ENGAGED',
  'RUN_STOPPED',
  'RATE_LIMITED',
  'CIRCUIT_OPEN',
  'KEY_SUSPENDED',
  'KEY_REVOKED',
  'KEY_EXPIRED',
]);

/** Whether a call was refused because it asked for more authority than its key has. */
export const presses = ({ decision, error_code: code }: Asked): boolean =>
  decision !== 'allow' && !notForAuthority.has(code ?? '');

const nobodys = 'What no agent credential can hold: a person decides.';

const inWords: Readonly<Record<string, string>> = {
  MCP_CANNOT_APPLY: nobodys,
  OPERATION_NOT_SUPPORTED: nobodys,
  DRAFT_TYPE_NOT_CREATABLE: 'What no agent can: propose this kind.',
  TOOL_NOT_FOUND: 'A tool that does not exist.',
  NOT_DRAFT_OWNER: 'The key that proposed the draft.',
  APPROVAL_REQUIRED: 'A named person’s approval.',
};

/** What it would have taken to let a refused call through. */
export function needOf({ error_code: code, decision_rule_id: rule, tool }: Asked): Need {
  if (code === 'INSUFFICIENT_SCOPE') {
    const scope = /^scope:(mcp:\S+)$/.exec(rule ?? '')?.[1] ?? scopeOf(tool);
    return { scope, words: scope === null ? 'A scope that the key does not hold.' : `The scope ${scope}.` };
  }
  return {
    scope: null,
    words: inWords[code ?? ''] ?? `What the rule ${rule ?? 'that refused it'} asks for.`,
  };
}
