import { redactionMark } from '../calls/redact';
import { secretIn } from '../resource/secret-in-text';
import { hiddenCharacters } from '../text/hidden-characters';
import { instructionLike } from '../text/instruction-like';
import { mixedWords } from '../text/mixed-words';
import { oversized } from '../text/oversized';
import type { SaidText } from '../text/said-text';
import { shorten } from '../text/shorten';
import { visible } from '../text/visible';
import type { Flag } from './risk';

const placesNamed = 3;
const pointsNamed = 5;
const excerptLength = 80;

const placesOf = (texts: readonly SaidText[]): string =>
  [...new Set(texts.map(({ place }) => visible(place)))].slice(0, placesNamed).join(', ');

/** Parts of a text to be told. What a program calls itself was searched by nobody before: of a text with a secret none is told. */
const excerptsOf = (whole: string, parts: readonly string[]): string[] => {
  const clean = parts.length > 0 && secretIn(whole) === null;
  return parts.map((part) => `“${clean ? shorten(visible(part), excerptLength) : redactionMark}”`);
};

type Told = Pick<Flag, 'code' | 'tier' | 'title' | 'sentence'>;

const flagAt = (found: readonly SaidText[], told: Told): Flag[] => {
  const [first] = found;
  if (first === undefined) return [];
  const field = found.find((text) => text.field !== null)?.field ?? null;
  return [{ ...told, field: field === null ? null : visible(field) }];
};

function hidden(texts: readonly SaidText[]): Flag[] {
  const found = texts.filter((text) => hiddenCharacters(text).length > 0);
  const points = [...new Set(found.flatMap(hiddenCharacters))];
  const more = points.length > pointsNamed ? ` and ${points.length - pointsNamed} more` : '';
  return flagAt(found, {
    code: 'hidden-characters',
    tier: 'high',
    title: 'Hidden characters',
    sentence: `${placesOf(found)} ${found.length === 1 ? 'holds' : 'hold'} characters that do not show or that reorder text: ${points.slice(0, pointsNamed).join(', ')}${more}.`,
  });
}

function instructions(texts: readonly SaidText[]): Flag[] {
  const findings = texts.flatMap((text) => instructionLike(text.text).map((finding) => ({ text, finding })));
  const [first] = findings;
  if (first === undefined) return [];
  const plain = findings.find(({ finding }) => !finding.quoted);
  const { text, finding } = plain ?? first;
  const found = [text, ...findings.map((other) => other.text)];
  const manner = finding.quoted ? 'quotes what reads' : 'reads';
  return flagAt(found, {
    code: 'instruction-like',
    tier: plain ? 'high' : 'medium',
    title: 'Reads like an instruction',
    sentence: `${visible(text.place)} ${manner} like an instruction to whoever reviews this (${finding.rule}): ${excerptsOf(text.text, [finding.excerpt]).join('')}. Decide by what changes.`,
  });
}

function sizes(texts: readonly SaidText[]): Flag[] {
  // The other strings of a spec are held short by its schema, or are lists and addresses.
  const measured = texts.filter(({ form, field }) => form === 'prose' || field === null);
  const found = measured.filter((text) => oversized(text) !== null);
  const told = found.slice(0, placesNamed).map((text) => `${visible(text.place)} ${oversized(text)}`);
  return flagAt(found, {
    code: 'oversized-text',
    tier: 'medium',
    title: 'More text than is read',
    sentence: `Long enough to hide something in: ${told.join(', ')}.`,
  });
}

function mixed(texts: readonly SaidText[]): Flag[] {
  const found = texts.filter(({ text }) => mixedWords(text).length > 0);
  const words = [...new Set(found.flatMap(({ text }) => excerptsOf(text, mixedWords(text))))].slice(
    0,
    placesNamed,
  );
  return flagAt(found, {
    code: 'mixed-script-text',
    tier: 'medium',
    title: 'Letters of several alphabets in one word',
    sentence: `${placesOf(found)}: ${words.join(', ')}.`,
  });
}

const rules = [hidden, instructions, sizes, mixed];

const codes: ReadonlySet<string> = new Set([
  'hidden-characters',
  'instruction-like',
  'oversized-text',
  'mixed-script-text',
  'client-text',
]);

/** Whether a flag is about how something is written. */
export const isTextFlag = (code: string): boolean => codes.has(code);

const phrased: ReadonlySet<string> = new Set(['instruction-like', 'client-text', 'discard-text']);

/** As whoever wrote the texts is told: that something stands out, and not which words would have passed. */
export const toldToAuthor = (flags: readonly Flag[]): readonly Flag[] =>
  flags.map((flag) =>
    phrased.has(flag.code) ? { ...flag, sentence: 'A person will see what stands out.' } : flag,
  );

/** What stands out in the texts of a draft, at most one flag a rule. Advice for the person, never the gate. */
export const textFlags = (texts: readonly SaidText[]): Flag[] => rules.flatMap((rule) => rule(texts));

/**
 * One flag for texts that stand outside the proposal, such as what a client calls itself: with a code of its own, since it is
 * told beside those of the proposal.
 */
export function strangeText(code: string, title: string, texts: readonly SaidText[]): Flag[] {
  const found = textFlags(texts);
  if (found.length === 0) return [];
  const tier = found.some((flag) => flag.tier === 'high') ? 'high' : 'medium';
  return [{ code, tier, title, sentence: found.map(({ sentence }) => sentence).join(' '), field: null }];
}
