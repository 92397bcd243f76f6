import { config } from 'zod';

// Compiled validators need eval; the policy of our pages refuses it, and the browser would report each try.
config({ jitless: true });
