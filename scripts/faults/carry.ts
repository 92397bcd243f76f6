import type { Socket } from 'node:net';
import { type Message, messageCutter } from './messages';
import { statementFollower } from './statements';

/** A statement of a transaction that writes: the nth since the watch began, in the nth such transaction. */
export type Step = { nth: number; transaction: number; sql: string };

/**
 * What stops a line at a step. `before`: the statement does not reach the server, which has answered all before it.
 * `behind`: the server has answered it, and the answer does not come back. `amid`: it has left, and nobody has heard.
 */
export type Hold = { at: (step: Step) => boolean; when: 'before' | 'behind' | 'amid' };

/** What is watched on all connections of a line. */
export type Watching = {
  steps: Step[];
  transactions: number;
  hold: Hold | null;
  onHeld: (step: Step) => void;
};

type Stop = { step: Step; when: Hold['when']; hasLeft: boolean };

/** Carries one connection, and counts what passes. Once it stands still nothing passes from the step on. */
export function carry(near: Socket, far: Socket, watching: () => Watching): void {
  const follow = statementFollower();
  const cutNear = messageCutter(true);
  const cutFar = messageCutter(false);
  /** Statements that were sent whole, and how many of them the server has answered. */
  let asked = 0;
  let answered = 0;
  let isSignedIn = false;
  let transaction: number | null = null;
  let stop: Stop | null = null;

  near.on('data', (piece: Buffer) => {
    for (const message of cutNear(piece)) say(message);
  });
  far.on('data', (piece: Buffer) => {
    for (const message of cutFar(piece)) hear(message);
  });

  function say(message: Message): void {
    const place = follow(message);
    if (place?.begins) enter(place.sql);
    if (stop && (stop.when === 'before' || stop.hasLeft)) return;
    far.write(message.bytes);
    if (place?.ends) leave(place.sql);
  }

  function enter(sql: string): void {
    const { steps, hold } = watching();
    if (sql === 'begin') transaction = watching().transactions += 1;
    if (transaction === null || stop) return;
    const step = { nth: steps.length, transaction, sql };
    steps.push(step);
    if (!hold?.at(step)) return;
    watching().hold = null;
    stop = { step, when: hold.when, hasLeft: false };
    tellOnceStill();
  }

  function leave(sql: string): void {
    asked += 1;
    if (sql === 'commit' || sql === 'rollback') transaction = null;
    if (!stop) return;
    stop.hasLeft = true;
    tellOnceStill();
  }

  function hear(message: Message): void {
    const isWithheld = stop?.hasLeft === true && answered >= asked - 1;
    if (!isWithheld) near.write(message.bytes);
    // ReadyForQuery: the server has said all that it has to say of a statement, or of the sign-in before the first.
    if (message.letter !== 'Z') return;
    if (isSignedIn) answered += 1;
    isSignedIn = true;
    tellOnceStill();
  }

  function tellOnceStill(): void {
    if (!stop) return;
    const { when, hasLeft, step } = stop;
    const isStill = when === 'before' ? answered >= asked : hasLeft && (when === 'amid' || answered >= asked);
    if (isStill) watching().onHeld(step);
  }
}
