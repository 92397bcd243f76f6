import { z } from 'zod';

/** UNTRUSTED INPUT: the code of a flag, as a person's request names it. */
const flagCode = z.string().regex(/^[a-z0-9-]{1,64}$/);

export const flagCodes = z.array(flagCode).max(50);
