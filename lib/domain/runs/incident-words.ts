import { visible } from '../text/visible';
import type { PacketCall } from './packet';

export const none = 'Nothing is recorded.';

/** These lines, or one that says that there are none. */
export const orNone = (lines: readonly string[], instead: string = none): string[] =>
  lines.length === 0 ? [instead] : [...lines];

/** UNTRUSTED INPUT: a text of an agent or a host in a line of ours: no line end and nothing hidden gets through. */
export const said = (text: string): string => visible(text);

export const shortList = (texts: readonly string[], instead: string): string =>
  texts.length === 0 ? instead : texts.map(said).join(', ');

export const callsWords = (count: number): string => (count === 1 ? '1 call' : `${count} calls`);

/** `2026-11-21T10:00:00.000Z draft_list` */
export const callLine = ({ at, tool, method }: PacketCall): string => `${at} ${said(tool ?? method)}`;
