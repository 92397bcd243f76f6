import { parseSync } from '@swc/core';
import { z } from 'zod';

const nodeSchema = z.looseObject({ type: z.string() });
type Node = z.infer<typeof nodeSchema>;

/** What may stand behind `it` or `test` where a test is declared that runs. */
const running = new Set(['each', 'for', 'runIf', 'concurrent', 'sequential']);
const off = new Set(['skip', 'todo', 'fixme', 'fail', 'fails', 'skipIf']);

/**
 * The titles of the tests that a file declares. That of a parameterised test is its template as it is written. What is
 * skipped is no test, nor is what stands within a skipped `describe`.
 */
export function testTitles(source: string): string[] {
  return titlesIn(parseSync(source, { syntax: 'typescript', tsx: false }).body);
}

function titlesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const within = () => Object.values(value).flatMap(titlesIn);
  const node = nodeOf(value);
  if (node?.type !== 'CallExpression') return within();
  const [word = '', ...more] = calleeWords(node['callee']);
  if (!['it', 'test', 'describe'].includes(word)) return within();
  if (more.some((each) => off.has(each))) return [];
  const declares = word !== 'describe' && more.every((each) => running.has(each));
  return [...(declares ? titleOf(node['arguments']) : []), ...within()];
}

const nodeOf = (value: unknown): Node | null => nodeSchema.safeParse(value).data ?? null;

/** `test.describe.skip(…)` as its words; of a call that is called, `it.each(…)(…)`, those of the inner one. */
function calleeWords(value: unknown): string[] {
  const node = nodeOf(value);
  if (node?.type === 'CallExpression') return calleeWords(node['callee']);
  if (node?.type === 'TaggedTemplateExpression') return calleeWords(node['tag']);
  if (node?.type === 'MemberExpression')
    return [...calleeWords(node['object']), ...calleeWords(node['property'])];
  return node?.type === 'Identifier' ? [String(node['value'])] : [];
}

const argumentsSchema = z.array(z.object({ expression: nodeSchema }));

/** The title among the arguments of a test, if that is what they are. */
function titleOf(given: unknown): string[] {
  const [first] = argumentsSchema.safeParse(given).data ?? [];
  const node = first?.expression;
  if (node?.type === 'StringLiteral') return [String(node['value'])];
  return node?.type === 'TemplateLiteral' ? [templateOf(node)] : [];
}

const templateSchema = z.object({
  quasis: z.array(z.object({ raw: z.string() })),
  expressions: z.array(nodeSchema),
});

/** A template as it is written; anything in it but a plain name is `${…}`. */
function templateOf(node: Node): string {
  const { quasis, expressions } = templateSchema.parse(node);
  const names = expressions.map(({ type, value }) => (type === 'Identifier' ? String(value) : '…'));
  return quasis.map(({ raw }, index) => raw + (index in names ? `\${${names[index]}}` : '')).join('');
}
