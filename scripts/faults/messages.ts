/** One message of the Postgres protocol: its letter, empty for the first of a connection, and all its bytes. */
export type Message = { letter: string; bytes: Buffer };

/**
 * Cuts what one side says into messages. The first of a client has no letter, only a length. Answers the messages that
 * are whole, and keeps the rest for the next piece.
 */
export function messageCutter(isClient: boolean): (piece: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0);
  let isFirst = isClient;
  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    const whole: Message[] = [];
    for (;;) {
      const lengthAt = isFirst ? 0 : 1;
      if (rest.length < lengthAt + 4) return whole;
      const end = lengthAt + rest.readUInt32BE(lengthAt);
      if (rest.length < end) return whole;
      const letter = isFirst ? '' : String.fromCharCode(rest[0] ?? 0);
      whole.push({ letter, bytes: rest.subarray(0, end) });
      rest = rest.subarray(end);
      isFirst = false;
    }
  };
}

/** The texts of a message, each of which ends with a zero byte, from its fifth byte on. */
export const textsOf = ({ bytes }: Message): string[] => bytes.subarray(5).toString('utf8').split('\0');
