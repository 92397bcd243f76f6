import { writeFileSync } from 'node:fs';
import { authorityPage } from '@/lib/domain/authority/authority-page';
import { authorityMatrix } from '@/lib/domain/authority/matrix';

// Writes docs/authority.md from the matrix; lib/domain/authority/authority-page.test.ts fails while it is not current.
writeFileSync(new URL('../docs/authority.md', import.meta.url), authorityPage(authorityMatrix));
