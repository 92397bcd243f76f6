import type { Env } from '@/e2e/cli/run-draft';
import type { Person } from '@/e2e/matrix/seed';

/** How a person’s terminal names them: their token, and who they say they are. */
export const as = ({ token, id }: Person): Env => ({ DRAFT_TOKEN: token, ZEN_USER_ID: id });
