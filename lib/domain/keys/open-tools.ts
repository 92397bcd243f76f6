import { summaryOf } from '../input-words';
import type { DataClass } from '../policy/data-class';
import { type ToolName, toolClasses, toolNames } from '../policy/tool-classes';
import { type InputIssue, type Refusal, refuse } from '../refusal';
import type { KeyTerms } from './key-terms';
import type { Scope } from './scope';

type Opening = Pick<KeyTerms, 'scopes' | 'data_classes' | 'allowed_tools'>;

const toolsOf = (scope: Scope): readonly ToolName[] =>
  toolNames.filter((tool) => toolClasses[tool].scope === scope);

const classesAmong = (tools: readonly ToolName[]): readonly DataClass[] => [
  ...new Set(tools.map((tool) => toolClasses[tool].dataClass)),
];

/** The classes of data that the tools of a scope read. */
export const classesOfScope = (scope: Scope): readonly DataClass[] => classesAmong(toolsOf(scope));

const isAllowed = (tool: ToolName, { allowed_tools: allowed }: Opening): boolean =>
  allowed === null || allowed.includes(tool);

const isReached = (tool: ToolName, { data_classes: held }: Opening): boolean =>
  held.includes(toolClasses[tool].dataClass);

/** What a scope comes to under the terms that hold it: it is open where one of its tools is, and says what it lacks where not. */
export type ScopeStanding = { scope: Scope; open: boolean; lacks: readonly DataClass[] };

export const standingOfScopes = (terms: Opening): readonly ScopeStanding[] =>
  terms.scopes.map((scope) => {
    const allowed = toolsOf(scope).filter((tool) => isAllowed(tool, terms));
    const open = allowed.some((tool) => isReached(tool, terms));
    const closed = allowed.filter((tool) => !isReached(tool, terms));
    return { scope, open, lacks: open ? [] : classesAmong(closed) };
  });

/** The scopes that open a tool: one that is held opens none without the data that its tools read. */
export const openScopes = (terms: Opening): readonly Scope[] =>
  standingOfScopes(terms).flatMap(({ scope, open }) => (open ? [scope] : []));

/** Why a key of these terms would open no tool at all, or null. */
export function opensNothing(terms: Opening): Refusal | null {
  const standing = standingOfScopes(terms);
  if (standing.some(({ open }) => open)) return null;
  const issue = lacking(terms, [...new Set(standing.flatMap(({ lacks }) => lacks))]);
  return refuse('VALIDATION_FAILED', `This key would open no tool. ${summaryOf([issue])}`, {
    issues: [issue],
  }).refusal;
}

function lacking({ scopes }: Opening, lacks: readonly DataClass[]): InputIssue {
  if (scopes.length === 0) {
    return {
      path: 'scopes',
      code: 'missing',
      message: 'Name at least one: without it the key opens no tool.',
    };
  }
  if (lacks.length === 0) {
    const message = 'Name at least one, or leave the list out: with none the key opens no tool.';
    return { path: 'allowed_tools', code: 'missing', message };
  }
  const message = `Add the data class ${lacks.join(' or ')}: what this key may call reads nothing else.`;
  return { path: 'data_classes', code: 'missing', message };
}
