import { skeleton } from './confusables';

/** Words that follow one another in this order, with at most `gap` other words between two of them. */
export type Phrase = { id: string; steps: readonly ReadonlySet<string>[]; gap: number };

const oneOf = (words: string): ReadonlySet<string> => new Set(words.split(' ').map(skeleton));
const phrase = (id: string, gap: number, ...steps: string[]): Phrase => ({
  id,
  gap,
  steps: steps.map(oneOf),
});

const orders = 'instruction instructions prompt prompts directive directives guideline guidelines guardrails';
const looks =
  'review reviewing check checking checks reading look looking verifying verification question questions asking hesitation delay';
const decides = 'approve apply accept confirm merge sign click tick';
const people = 'user users reviewer reviewers human humans operator operators owner anyone anybody';

/** English phrases that speak to the reader instead of about the change. A list that anyone can read is no defence by itself. */
export const phrases: readonly Phrase[] = [
  phrase(
    'override',
    3,
    'ignore disregard forget override neglect bypass',
    'previous prior above earlier preceding all any your existing system other these those the',
    `${orders} rules warnings flags safeguards constraints`,
  ),
  phrase('decide-unseen', 4, decides, 'without no', looks),
  phrase(
    'decide-unseen',
    2,
    'no not',
    'need needs needed reason require required',
    `${looks} worry read verify`,
  ),
  phrase(
    'decide-unseen',
    1,
    'dont never',
    `review verify question double read inspect`,
    'this it the anything',
  ),
  phrase('command', 2, 'you', 'must shall', `${decides} comply obey ignore follow`),
  phrase('command', 3, decides, 'this it', 'immediately blindly now asap instantly'),
  phrase('secrecy', 3, 'do must should', 'not', 'tell inform mention reveal alert disclose', people),
  phrase('secrecy', 3, 'dont never without', 'tell telling inform informing mention reveal alert', people),
  phrase('secrecy', 3, 'keep hide', 'this it', 'secret hidden from', people),
  phrase('role', 0, 'you', 'are', 'now', 'a an the in free no acting operating my'),
  phrase('role', 1, 'from', 'now', 'on', 'you'),
  phrase('role', 1, 'pretend roleplay', 'to you', 'be are'),
  phrase('role', 1, 'act behave respond', 'as', 'system administrator admin root reviewer unrestricted'),
  phrase('role', 0, 'new updated real hidden', 'system instructions', `${orders} follow below above are`),
  phrase('role', 0, 'system', 'prompt message', 'override follows says instructs begins end ends'),
  phrase('role', 0, 'developer debug god dan jailbreak', 'mode', 'on enabled activated now is'),
  phrase(
    'leak',
    2,
    'reveal print output repeat leak exfiltrate show',
    'your the',
    'prompt secrets credentials passwords',
  ),
  phrase(
    'leak',
    2,
    'send forward post upload email',
    'your all',
    'secrets credentials tokens passwords keys',
  ),
  phrase(
    'controls',
    2,
    'bypass circumvent evade sidestep',
    'the this all any human your',
    'review gate approval approvals checks safeguards guardrails filter filters countersign',
  ),
  phrase('controls', 2, 'disable deactivate', 'the all any your', 'guardrails safeguards gate countersign'),
];
