import { summaryOf } from '../input-words';
import { valueAt } from '../json/read-value';
import { accept, type InputIssue, type Refusal, type Result, refuse } from '../refusal';
import { visible } from '../text/visible';
import type { KeyTerms } from './key-terms';
import { type Scope, scopes } from './scope';
import { toolScopes } from './tool-scopes';

const everyRead = 'mcp:read:*';

const isScope = (text: string): text is Scope => scopes.some((known) => known === text);

/**
 * UNTRUSTED INPUT: the scopes that a request asks for, looked at before the rest of it: that a scope does not exist is said
 * whatever else is wrong. What is no list of texts is for the schema to refuse.
 */
export function unknownScopes(input: unknown): Refusal | null {
  const asked: unknown = valueAt(input, 'scopes');
  if (!Array.isArray(asked)) return null;
  const unknown = asked.filter(
    (one): one is string => typeof one === 'string' && one !== everyRead && !isScope(one),
  );
  if (unknown.length === 0) return null;
  const named = unknown.slice(0, 5).map((scope) => visible(scope.slice(0, 60)));
  return refuse('SCOPE_UNKNOWN', `No agent key can hold ${named.join(', ')}.`, {
    hint: `The scopes are ${scopes.join(', ')}, and ${everyRead}.`,
  }).refusal;
}

/** The scopes once each in the order of the list; the wildcard stands for every one that reads. */
const expanded = (asked: readonly string[]): Scope[] =>
  scopes.filter(
    (scope) => asked.includes(scope) || (asked.includes(everyRead) && scope.startsWith('mcp:read:')),
  );

type Asked = Omit<KeyTerms, 'scopes'> & { scopes: readonly string[] };

/** The terms as they are kept, once what depends on more than one of them holds. */
export function soundTerms(asked: Asked): Result<KeyTerms> {
  const held = expanded(asked.scopes);
  const terms: KeyTerms = {
    ...asked,
    scopes: held,
    allowed_tools: asked.allowed_tools && [...new Set(asked.allowed_tools)],
  };
  const issues = [...toolIssues(terms), ...burstIssues(terms)];
  if (issues.length === 0) return accept(terms);
  return refuse('VALIDATION_FAILED', `The input is not valid. ${summaryOf(issues)}`, { issues });
}

function toolIssues({ allowed_tools: tools, scopes: held }: KeyTerms): InputIssue[] {
  return (tools ?? []).flatMap((tool, at): InputIssue[] => {
    const scope = toolScopes.get(tool);
    if (scope !== undefined && held.includes(scope)) return [];
    const message =
      scope === undefined
        ? 'Name a tool that exists; there is no wildcard.'
        : `Needs ${scope}, which this key does not hold.`;
    return [{ path: `allowed_tools.${at}`, code: 'not_allowed', message }];
  });
}

const burstIssues = ({ burst, rate_limit_per_min: rate }: KeyTerms): InputIssue[] =>
  burst <= rate ? [] : [{ path: 'burst', code: 'too_big', message: `Must be at most the rate, ${rate}.` }];
