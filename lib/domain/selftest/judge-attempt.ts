import type { Attempt } from './attempt';
import { refusalIn } from './refusal-in';

export type Answered = { status: number; text: string };

/** A line of the report. It holds no credential. */
export type Judged = {
  credential: string;
  road: string;
  status: number;
  code: string | null;
  passed: boolean;
};

/** Whether an attempt was answered as the product answers it. A refusal of anybody else, such as of a proxy in front, is none. */
export function judgeAttempt(
  { credential, road, answers, shows = '' }: Attempt,
  { status, text }: Answered,
): Judged {
  const code = refusalIn(text);
  const answer = code === null ? String(status) : `${status} ${code}`;
  return { credential, road, status, code, passed: answers.includes(answer) && text.includes(shows) };
}
