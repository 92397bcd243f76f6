import { skeleton } from './confusables';
import { type Phrase, phrases } from './instruction-phrases';
import { isAscii } from './is-ascii';
import { withoutHidden } from './visible';

/** A place of a text that reads like an order to its reader. */
export type InstructionLike = {
  rule: string;
  /** The words, normalised; not yet `visible`. */
  excerpt: string;
  /** It stands in quotation marks or is called an example: worth less, but told. */
  quoted: boolean;
};

const mostFound = 5;
const spaces = /\p{Z}/gu;
const joinedByApostrophe = /(?<=\p{L})['’](?=\p{L})/gu;
const chatMarkup =
  /<\|[a-z_]{2,20}\|>|\[\/?inst\]|<\/?(?:system|instructions?|important)>|#{2,4} ?(?:system|instructions?)\b/g;

/** As a reader or a model takes it: compatibility forms, accents, case and apostrophes gone; what hides is dropped or is a gap. */
function readAs(text: string, gap: '' | ' '): string {
  const folded = isAscii(text) ? text.toLowerCase() : foldedFrom(text, gap);
  return folded.replace(joinedByApostrophe, '');
}

function foldedFrom(text: string, gap: '' | ' '): string {
  const spaced = text.replace(spaces, ' ');
  const shown =
    gap === '' ? withoutHidden(spaced) : spaced.replace(/\p{Default_Ignorable_Code_Point}/gu, gap);
  return shown.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

type Word = { at: number; end: number; form: string };

function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}]{1,64}/gu), ({ 0: word, index }) => ({
    at: index,
    end: index + word.length,
    form: formOf(word),
  }));
}

/** The forms of words that were read last: most texts are made of the same few. */
const formsRead = new Map<string, string>();
const mostForms = 4096;

function formOf(word: string): string {
  const known = formsRead.get(word);
  if (known !== undefined) return known;
  const form = skeleton(word);
  if (formsRead.size >= mostForms) formsRead.clear();
  formsRead.set(word, form);
  return form;
}

/** The index of the last word of the phrase that starts at `start`, or -1. Looks at a bounded number of words. */
function endOf({ steps, gap }: Phrase, words: readonly Word[], start: number): number {
  let at = start;
  for (const step of steps.slice(1)) {
    const last = at + 1 + gap;
    do at += 1;
    while (at <= last && !step.has(words[at]?.form ?? ''));
    if (at > last) return -1;
  }
  return at;
}

const byFirstWord = new Map<string, Phrase[]>();
for (const phrase of phrases) {
  for (const word of phrase.steps[0] ?? []) byFirstWord.set(word, [...(byFirstWord.get(word) ?? []), phrase]);
}

const opens = /["“«„`‘'][^"”»`’'\n]{0,60}$/u;
const closes = /^[^"“«„`‘'\n]{0,60}["”»`’']/u;
const calledExample =
  /\b(?:such as|for example|example|e\.?g|phrases? like|texts? like|the words?|strings? like)\W{0,4}$/;

function isQuoted(text: string, at: number, end: number): boolean {
  const before = text.slice(Math.max(0, at - 64), at);
  return (opens.test(before) && closes.test(text.slice(end, end + 64))) || calledExample.test(before);
}

function phrasesIn(text: string): InstructionLike[] {
  const words = wordsOf(text);
  const found: InstructionLike[] = [];
  for (let index = 0; index < words.length && found.length < mostFound; index += 1) {
    for (const phrase of byFirstWord.get(words[index]?.form ?? '') ?? []) {
      const [first, last] = [words[index], words[endOf(phrase, words, index)]];
      if (first === undefined || last === undefined) continue;
      const excerpt = text.slice(first.at, last.end);
      found.push({ rule: phrase.id, excerpt, quoted: isQuoted(text, first.at, last.end) });
    }
  }
  return found;
}

const markupIn = (text: string): InstructionLike[] =>
  (text.match(chatMarkup) ?? []).slice(0, mostFound).map((excerpt) => ({
    rule: 'chat-markup',
    excerpt,
    quoted: false,
  }));

/**
 * UNTRUSTED INPUT: where a text reads like an instruction to whoever reviews it, or to their model. Advice, never a gate: what it
 * finds is a list of English phrases, and what it does not find is not thereby harmless. Linear in the length of the text.
 */
export function instructionLike(text: string): InstructionLike[] {
  const forms = [...new Set([readAs(text, ''), readAs(text, ' ')])];
  const found = forms.flatMap((form) => [...phrasesIn(form), ...markupIn(form)]);
  const first = new Map(found.toReversed().map((finding) => [`${finding.rule} ${finding.excerpt}`, finding]));
  return [...first.values()].toReversed().slice(0, mostFound);
}
