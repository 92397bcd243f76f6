import { InvalidArgumentError, Option } from 'commander';

/** `--json` is everything, `--json id,status` only those fields. */
export const jsonOption = (): Option =>
  new Option('--json [fields]', 'answer as JSON; fields: comma-separated names, after the arguments');

const wholeNumber = (text: string, min: number, max: number): number => {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`);
};

export const limitOf = (text: string): number => wholeNumber(text, 1, 100);
export const secondsOf = (text: string): number => wholeNumber(text, 0, 3600);

/** A position of the log. */
export function positionOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a position of the log: a whole number from 0 on.');
}
