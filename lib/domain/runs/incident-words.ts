import { isObject } from '../json/read-value';
import { visible } from '../text/visible';
import type { Packet, PacketCall } from './packet';

/** What a page can lead to from an answer. */
export type Ref =
  | { kind: 'draft' | 'key'; id: string }
  | { kind: 'call'; id: string; correlationId: string }
  | { kind: 'evidence'; id: string; draftId: string };

export type Part = string | { text: string; ref: Ref };

/** One line of an answer: words with what they name, and the arguments of a call beside them, as JSON. */
export type Line = { parts: readonly Part[]; args: string | null };

/** A line of our words, in which what a page can lead to stays apart. */
export const line = (words: TemplateStringsArray, ...parts: readonly (Part | number)[]): Line => ({
  parts: words.flatMap((word, index) => {
    const part = parts[index];
    return part === undefined ? [word] : [word, typeof part === 'number' ? String(part) : part];
  }),
  args: null,
});

export const textLine = (text: string): Line => line`${text}`;

/** The same line as text alone, its arguments in the next. */
export const textOf = ({ parts, args }: Line): string[] => [
  parts.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
  ...(args === null ? [] : [`  with ${said(args)}`]),
];

/** Arguments one below the other where they are whole; as they are where only their beginning is kept. */
export function argsLines(args: string): string {
  return pretty(args).split('\n').map(said).join('\n');
}

function pretty(args: string): string {
  try {
    const read: unknown = JSON.parse(args);
    return isObject(read) ? JSON.stringify(read, null, 2) : args;
  } catch {
    return args;
  }
}

export const none = 'Nothing is recorded.';

/** These lines, or one that says that there are none. */
export const orNone = (lines: readonly Line[], instead: string = none): Line[] =>
  lines.length === 0 ? [textLine(instead)] : [...lines];

/** UNTRUSTED INPUT: a text of an agent or a host in a line of ours: no line end and nothing hidden gets through. */
export const said = (text: string): string => visible(text);

export const shortList = (texts: readonly string[], instead: string): string =>
  texts.length === 0 ? instead : texts.map(said).join(', ');

export const callsWords = (count: number): string => (count === 1 ? '1 call' : `${count} calls`);

export const draftRef = (id: string): Part => ({ text: id, ref: { kind: 'draft', id } });
export const keyRef = (id: string): Part => ({ text: id, ref: { kind: 'key', id } });

/** `2026-11-21T10:00:00.000Z draft_list` */
export const callRef = ({ id, correlation_id: correlationId, at, tool, method }: PacketCall): Part => ({
  text: `${at} ${said(tool ?? method)}`,
  ref: { kind: 'call', id, correlationId },
});

export const decisionRef = ({
  what,
  draft_id: draftId,
  evidence_id: id,
}: Packet['approvals'][number]): Part =>
  id === null ? said(what) : { text: said(what), ref: { kind: 'evidence', id, draftId } };
