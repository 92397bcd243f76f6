import type { RefusalCode } from '../../refusal';

/** One of the nine apply checks, as it stands for a draft right now. */
export type CheckResult = {
  number: 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
  id: string;
  /** `Decided by a person` */
  title: string;
  status: 'pass' | 'fail' | 'not_run';
  /** The fact behind the status, in a few words. */
  detail: string;
  code: RefusalCode | null;
};
