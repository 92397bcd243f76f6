import { writeFileSync } from 'node:fs';
import generate, { astToString } from 'openapi-typescript';
import { publishedDocument } from '@/lib/http/describe';

// The types that app/api/v1/contract.test.ts is checked with. They are not kept: the list of checks makes them first.
const types = await generate(JSON.stringify(publishedDocument()), { alphabetize: true, silent: true });
writeFileSync(new URL('../../lib/http/testing/contract.gen.d.ts', import.meta.url), astToString(types));
