import { randomBytes } from 'node:crypto';
import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  type InputRequests,
  inputRequired,
  inputResponse,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { z } from 'zod';
import { valueAt } from '@/lib/domain/json/read-value';
import { noArguments, type PromptFixture, said, type ToolFixture, text } from './fixture';

/** The SDK has it verify what comes back before a fixture sees it. */
export const inputState = createRequestStateCodec<string>({ key: randomBytes(32) });

const asks = (message: string, field: string, answer: z.ZodType = z.string()) =>
  inputRequired.elicit({
    message,
    requestedSchema: z.object({ [field]: answer }),
  });
const samples = (words: string, maxTokens = 100) =>
  inputRequired.createMessage({ messages: [{ role: 'user', content: text(words) }], maxTokens });

const questions = {
  user_name: asks('What is your name?', 'name'),
  capital_question: samples('What is the capital of France?'),
  client_roots: inputRequired.listRoots(),
  confirm: asks('Please confirm', 'ok', z.boolean()),
};

/** What was answered under a key, when it was answered in the way that was asked for. */
function given({ mcpReq }: ServerContext, key: string): string | null {
  const response = inputResponse(mcpReq.inputResponses, key);
  if (response.kind === 'missing' || (response.kind === 'elicit' && response.action !== 'accept'))
    return null;
  return JSON.stringify(response);
}

/** Asks until every question has its answer, and then says what was answered. */
function until(inputRequests: InputRequests): ToolFixture {
  return (ctx) => {
    const answers = Object.keys(inputRequests).map((key) => given(ctx, key));
    return answers.includes(null) ? inputRequired({ inputRequests }) : said(answers.join(' '));
  };
}

/** The same with a state that goes along. */
function withState(inputRequests: InputRequests, word: string): ToolFixture {
  return async (ctx) => {
    const isEchoed = ctx.mcpReq.requestState() === word;
    const answers = Object.keys(inputRequests).map((key) => given(ctx, key));
    if (isEchoed && !answers.includes(null)) return said(`${word} ${answers.join(' ')}`);
    return inputRequired({ inputRequests, requestState: await inputState.mint(word) });
  };
}

const twoRounds: ToolFixture = async (ctx) => {
  const round = ctx.mcpReq.requestState();
  if (round === '2' && given(ctx, 'step2') !== null) return said('Both steps are done.');
  const second = round !== undefined && given(ctx, 'step1') !== null;
  return inputRequired({
    inputRequests: second
      ? { step2: asks('Step 2: What is your favorite color?', 'color') }
      : { step1: asks('Step 1: What is your name?', 'name') },
    requestState: await inputState.mint(second ? '2' : '1'),
  });
};

/** Asks only for what this client says it can answer. */
const whatTheClientCan: ToolFixture = ({ mcpReq }) => {
  const declared = valueAt(mcpReq.envelope, CLIENT_CAPABILITIES_META_KEY);
  const can = (capability: string) => valueAt(declared, capability) !== undefined;
  const inputRequests = {
    ...(can('elicitation') && { user_name: questions.user_name }),
    ...(can('sampling') && { capital_question: questions.capital_question }),
    ...(can('roots') && { client_roots: questions.client_roots }),
  };
  return Object.keys(inputRequests).length === 0 ? said('Nothing to ask.') : inputRequired({ inputRequests });
};

/** Tools that need something of the client before they can answer. */
export const inputTools: Record<string, ToolFixture> = {
  test_missing_capability: until({ capital_question: questions.capital_question }),
  test_streaming_elicitation: until({ user_name: questions.user_name }),
  test_input_required_result_elicitation: until({ user_name: questions.user_name }),
  test_input_required_result_sampling: until({ capital_question: questions.capital_question }),
  test_input_required_result_list_roots: until({ client_roots: questions.client_roots }),
  test_input_required_result_request_state: withState({ confirm: questions.confirm }, 'state-ok'),
  test_input_required_result_tampered_state: withState({ confirm: questions.confirm }, 'state-ok'),
  test_input_required_result_multiple_inputs: withState(
    {
      user_name: questions.user_name,
      greeting: samples('Generate a greeting', 50),
      client_roots: questions.client_roots,
    },
    'all',
  ),
  test_input_required_result_multi_round: twoRounds,
  test_input_required_result_capabilities: whatTheClientCan,
};

export const inputPrompts: Record<string, PromptFixture> = {
  test_input_required_result_prompt: {
    argsSchema: noArguments,
    answer: (_args, ctx) => {
      const context = given(ctx, 'user_context');
      return context === null
        ? inputRequired({
            inputRequests: { user_context: asks('What context should the prompt use?', 'context') },
          })
        : { messages: [{ role: 'user', content: text(`Context: ${context}`) }] };
    },
  },
};
