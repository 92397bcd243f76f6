import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { publishedDocument } from '../describe';

const id = 'https://countersign.invalid/openapi.json';
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema(publishedDocument(), id, false, false);

/** How an answer differs from what the published description says of it: its status, its type, its body. */
export async function unlikeDescribed(method: string, path: string, answer: Response): Promise<string[]> {
  const [type = ''] = (answer.headers.get('content-type') ?? '').split(';');
  const steps = [path, method.toLowerCase(), 'responses', String(answer.status), 'content', type, 'schema'];
  const pointer = steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  const schema = `${id}#/paths/${encodeURI(pointer)}`;
  const validate = compiled(schema);
  if (validate === null) return [`${steps.join(' ')} is not described`];
  return validate(await answer.clone().json())
    ? []
    : (validate.errors ?? []).map(({ instancePath, message = '' }) => `${instancePath} ${message}`);
}

function compiled(schema: string) {
  try {
    return ajv.getSchema(schema) ?? ajv.compile({ $ref: schema });
  } catch {
    return null;
  }
}
