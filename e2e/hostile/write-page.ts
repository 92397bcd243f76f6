import { writeFileSync } from 'node:fs';
import { corpusPage } from './corpus-page';

// Writes docs/hostile-corpus.md from the corpus; scripts/hostile-corpus.test.ts fails while it is not current.
writeFileSync(new URL('../../docs/hostile-corpus.md', import.meta.url), corpusPage());
