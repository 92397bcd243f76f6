import { visible } from '../../text/visible';
import { type Failure, type FileKind, mostFailures, type NotVerified } from './verdict';

/** Of what a file calls an id. */
const longestId = 100;

/** What was found wrong so far. Checks go on after the first, so that each broken record is named. */
export class Findings {
  private readonly found: Failure[] = [];
  private all = 0;

  /** Answers null, which a check gives back in place of what it could not prove. */
  add(failure: Failure): null {
    this.all += 1;
    const { id } = failure;
    const named = id === undefined ? failure : { ...failure, id: visible(id.slice(0, longestId)) };
    if (this.found.length < mostFailures) this.found.push(named);
    return null;
  }

  /** How many there are, those besides that are not kept too. */
  get count(): number {
    return this.all;
  }

  /** Nothing more is kept. */
  get isFull(): boolean {
    return this.found.length === mostFailures;
  }

  /** A file that failed without a reason has failed all the same. */
  verdict(kind: FileKind | null): NotVerified {
    const nothing: Failure = { code: 'NOTHING_VERIFIED', words: 'Nothing in this file could be verified.' };
    return { ok: false, kind, failures: this.all === 0 ? [nothing] : this.found };
  }
}
