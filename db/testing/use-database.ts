import { inject } from 'vitest';

/** Points this worker's settings at the test database, before anything reads them. */
process.env['DATABASE_URL'] = inject('appUrl');
process.env['DATA_DIR'] = inject('dataDir');
process.env['PUBLIC_URL'] ??= 'http://127.0.0.1:3000';
process.env['AUTH_SECRET'] ??= 'only-for-tests-0123456789-abcdefghijklmnop';
