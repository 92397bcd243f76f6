import { valueAt } from '../json/read-value';
import { environments } from '../resource/resource-kind';
import { visible } from '../text/visible';
import { scopeOf } from './key-methods';
import type { RunCall } from './run-record';

type Asked = Pick<
  RunCall,
  'decision' | 'error_code' | 'decision_rule_id' | 'decision_reason' | 'tool' | 'args_text'
>;

/** What a refused call would have needed: a scope that a key can hold, and the same in words. */
export type Need = { scope: string | null; words: string };

/** A stop, a limit or a pin refuses whatever is asked, and no key may say a secret: it says nothing of how much was asked for. */
const notForAuthority: ReadonlySet<string> = new Set([
  'KILL_SWITCH_ENGAGED',
  'RUN_STOPPED',
  'RATE_LIMITED',
  'CIRCUIT_OPEN',
  'SCHEMA_PIN_MISMATCH',
  'SECRET_MATERIAL_DETECTED',
  'KEY_SUSPENDED',
  'KEY_REVOKED',
  'KEY_EXPIRED',
]);

/** Whether a call was refused because it asked for more authority than its key has. */
export const presses = ({ decision, error_code: code }: Pick<Asked, 'decision' | 'error_code'>): boolean =>
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
export function needOf(call: Asked): Need {
  const { error_code: code, decision_rule_id: rule, decision_reason: reason, tool } = call;
  if (code === 'INSUFFICIENT_SCOPE') {
    const scope = /^scope:(mcp:\S+)$/.exec(rule ?? '')?.[1] ?? scopeOf(tool);
    return { scope, words: scope === null ? 'A scope that the key does not hold.' : `The scope ${scope}.` };
  }
  if (code === 'ENVIRONMENT_NOT_ALLOWED') return { scope: null, words: environmentWords(call.args_text) };
  return { scope: null, words: ofRule(rule, reason) ?? inWords[code ?? ''] ?? asksFor(rule) };
}

const asksFor = (rule: string | null): string => `What the rule ${rule ?? 'that refused it'} asks for.`;

/** A rule of the tenant says why in a person's words; a class of data says what it is by its name. */
function ofRule(rule: string | null, reason: string | null): string | null {
  const dataClass = /^data:(\w+)$/.exec(rule ?? '')?.[1];
  if (dataClass !== undefined) return `The data class ${dataClass}.`;
  if (rule === null || reason === null || !rule.startsWith('rul_')) return null;
  return `What a rule of the policy forbids: ${visible(reason)} (${rule})`;
}

/** The log cuts long arguments: what cannot be read names none. */
function environmentWords(args: string | null): string {
  const named = environments.find((known) => known === valueAt(read(args), 'spec', 'environment'));
  const which = named === undefined ? '' : ` (the call named ${named})`;
  return `A key for the environment of what is live and of what was proposed${which}.`;
}

function read(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
