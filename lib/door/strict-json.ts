import { accept, type Result, refuse } from '@/lib/domain/refusal';
import { visible } from '@/lib/domain/text/visible';

const maxDepth = 64;
const pathLength = 200;

class Malformed extends Error {}

// Each is sticky: it matches at the reader's place or not at all. None can backtrack over what it has read.
const blank = /[ \t\n\r]*/y;
const literal = /true|false|null/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
// RFC 8259 section 7: everything from U+0020 on, but neither quote nor backslash.
const string = /"[ !#-[\]-\uffff]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[ !#-[\]-\uffff]*)*"/y;

/**
 * UNTRUSTED INPUT: JSON from a stranger. RFC 8259, and of RFC 7493 (I-JSON) also: no key twice in one object, no lone
 * surrogate, no number beyond a double. Refused too: U+0000 and a key `__proto__`, which would not survive storage, and
 * anything nested deeper than 64. The refusal names the place, never a value.
 */
export function parseStrictJson(text: string): Result<unknown> {
  try {
    return accept(new Reader(text).whole());
  } catch (fault) {
    if (!(fault instanceof Malformed)) throw fault;
    return refuse('MALFORMED_JSON', fault.message);
  }
}

class Reader {
  private readonly text: string;
  private at = 0;
  private readonly path: (string | number)[] = [];

  constructor(text: string) {
    this.text = text;
  }

  whole(): unknown {
    const value = this.value();
    if (this.at < this.text.length) throw this.unexpected();
    return value;
  }

  private value(): unknown {
    this.take(blank);
    const value = this.bare();
    this.take(blank);
    return value;
  }

  private bare(): unknown {
    switch (this.text.charAt(this.at)) {
      case '{':
        return this.object();
      case '[':
        return this.array();
      case '"':
        return this.string();
      default:
        return this.scalar();
    }
  }

  private object(): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    const seen = new Set<string>();
    this.list('}', () => {
      this.take(blank);
      const key = this.string();
      this.path.push(key);
      if (seen.has(key)) throw new Malformed(`The key ${this.place()} appears twice.`);
      if (key === '__proto__') throw new Malformed(`The key ${this.place()} is not accepted.`);
      seen.add(key);
      this.take(blank);
      this.expect(':');
      members[key] = this.value();
      this.path.pop();
    });
    return members;
  }

  private array(): unknown[] {
    const items: unknown[] = [];
    this.list(']', () => {
      this.path.push(items.length);
      items.push(this.value());
      this.path.pop();
    });
    return items;
  }

  /** Everything between the brackets: nothing, or members with commas between them. */
  private list(end: '}' | ']', member: () => void): void {
    // A crash argument: recursion ends here, long before the stack does.
    if (this.path.length >= maxDepth) throw new Malformed(`The JSON is nested deeper than ${maxDepth}.`);
    this.at += 1;
    this.take(blank);
    if (this.text[this.at] !== end) {
      member();
      while (this.text[this.at] === ',') {
        this.at += 1;
        member();
      }
    }
    this.expect(end);
  }

  private string(): string {
    const token = this.take(string);
    if (token === '') throw this.unexpected();
    const value: unknown = JSON.parse(token);
    if (typeof value !== 'string') throw this.unexpected();
    if (!value.isWellFormed() || value.includes('\0')) {
      throw new Malformed(`A text before position ${this.at} holds a character that no text may hold.`);
    }
    return value;
  }

  private scalar(): unknown {
    const token = this.take(literal) || this.take(number);
    if (token === '') throw this.unexpected();
    const value: unknown = JSON.parse(token);
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new Malformed(`The number before position ${this.at} is too large.`);
    }
    return value;
  }

  private expect(character: string): void {
    if (this.text[this.at] !== character) throw this.unexpected();
    this.at += 1;
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const token = pattern.exec(this.text)?.[0] ?? '';
    this.at += token.length;
    return token;
  }

  private place(): string {
    return visible(this.path.join('.')).slice(0, pathLength);
  }

  private unexpected(): Malformed {
    return new Malformed(
      this.at < this.text.length
        ? `The body is not JSON: unexpected character at position ${this.at}.`
        : `The body is not JSON: it ends too early, at position ${this.at}.`,
    );
  }
}
