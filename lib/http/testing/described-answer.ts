import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { publishedDocument } from '../describe';

const id = 'https://countersign.invalid/openapi.json';

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

let made: Ajv2020 | undefined;

/** Made late: a test may still have to say what the settings are. */
function judge(): Ajv2020 {
  if (made === undefined) {
    made = new Ajv2020({ strict: false, allErrors: true });
    addFormats(made);
    made.addSchema(publishedDocument(), id, false, false);
  }
  return made;
}

function compiled(schema: string) {
  try {
    return judge().getSchema(schema) ?? judge().compile({ $ref: schema });
  } catch {
    return null;
  }
}
