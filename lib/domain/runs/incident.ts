import { z } from 'zod';
import { answersTo } from './incident-answers';
import { type Line, none, textLine, textOf } from './incident-words';
import type { Packet } from './packet';

/** The eleven questions that are asked after an incident, in the order in which they are asked. */
const questions = [
  'Who started it?',
  'Which host and which model?',
  'Which servers were connected?',
  'Which tools were visible?',
  'Which calls were requested?',
  'Which were approved by a person?',
  'Which were denied, and which went through without a person?',
  'With which arguments, and what came back?',
  'What influenced later calls?',
  'Which systems were changed?',
  'Can it be rolled back?',
] as const;

const section = z.object({
  number: z.int().min(1).max(questions.length),
  question: z.enum(questions),
  answer: z
    .array(z.string())
    .min(1)
    .describe('Lines of text; what hides in what agents wrote is spelled out'),
});

/** A run as the answers to those questions, from the record alone. */
export const incidentSchema = z.object({
  run_id: z.string(),
  made_at: z.string(),
  sections: z.array(section).length(questions.length),
});
export type Incident = z.infer<typeof incidentSchema>;

export type Answered = { number: number; question: (typeof questions)[number]; lines: readonly Line[] };

/** Every question with its answer, which says so where the record has none. */
export function answered(packet: Packet): Answered[] {
  const answers = answersTo(packet);
  return questions.map((question, index) => ({
    number: index + 1,
    question,
    lines: answers[index] ?? [textLine(none)],
  }));
}

/** The same as text. */
export const toIncident = (packet: Packet): Incident => ({
  run_id: packet.run_id,
  made_at: packet.made_at,
  sections: answered(packet).map(({ lines, ...asked }) => ({ ...asked, answer: lines.flatMap(textOf) })),
});
