import { z } from 'zod';
import { noArguments, type PromptFixture, text } from './fixture';
import { image } from './media';

const user = <T>(content: T) => ({ role: 'user', content }) as const;
const twoTexts = z.object({ arg1: z.string(), arg2: z.string() });

export const prompts: Record<string, PromptFixture> = {
  test_simple_prompt: {
    argsSchema: noArguments,
    answer: () => ({ messages: [user(text('This is a simple prompt for testing.'))] }),
  },
  test_prompt_with_arguments: {
    argsSchema: twoTexts,
    answer: (args) => {
      const { arg1, arg2 } = twoTexts.parse(args);
      return { messages: [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))] };
    },
  },
  test_prompt_with_embedded_resource: {
    argsSchema: z.object({ resourceUri: z.string() }),
    answer: ({ resourceUri: uri }) => {
      const resource = { uri: String(uri), mimeType: 'text/plain', text: 'Embedded resource content.' };
      return {
        messages: [
          user({ type: 'resource', resource } as const),
          user(text('Please process the embedded resource above.')),
        ],
      };
    },
  },
  test_prompt_with_image: {
    argsSchema: noArguments,
    answer: () => ({ messages: [user(image), user(text('Please analyze the image above.'))] }),
  },
};
