import { writeFileSync } from 'node:fs';
import { errorsPage } from '@/lib/door/errors-page';

// Writes docs/errors.md from the guide to refusals; lib/door/errors-page.test.ts fails while it is not current.
writeFileSync(new URL('../docs/errors.md', import.meta.url), errorsPage());
