import { type RefusalCode, refusalCategories } from '../refusal';

/** Closed lets in, open refuses, half open lets one request in to see. */
export type CircuitState = 'closed' | 'open' | 'half_open';

/** The circuit breaker of one agent key. */
export type Circuit = {
  state: CircuitState;
  /** What its refused requests may weigh in a minute: a term of the key. */
  refusalsPerMinute: number;
  /** What its refused requests weigh since `windowFrom`. */
  score: number;
  windowFrom: Date;
  /** How often in a row it opened. */
  trips: number;
  openUntil: Date | null;
};

/** How long refusals count, and how long a circuit stays open: longer each time, up to a bound. */
export const circuitRule = {
  windowSeconds: 60,
  coolDownSeconds: 30,
  longestCoolDownSeconds: 1800,
} as const;

export const closedCircuit = (refusalsPerMinute: number, at: Date): Circuit => ({
  state: 'closed',
  refusalsPerMinute,
  score: 0,
  windowFrom: at,
  trips: 0,
  openUntil: null,
});

/** What a refusal weighs when it is more or less than its category says. */
const weights: Partial<Record<RefusalCode, number>> = {
  SECRET_MATERIAL_DETECTED: 5,
  MCP_CANNOT_APPLY: 4,
  VALIDATION_FAILED: 1,
  TENANT_MISMATCH: 2,
  NOT_DRAFT_OWNER: 1,
  DRAFT_NOT_FOUND: 1,
  RESOURCE_NOT_FOUND: 1,
  EVIDENCE_NOT_FOUND: 1,
  DELIVERY_NOT_FOUND: 1,
  TOOL_NOT_FOUND: 1,
  // What somebody else decided says nothing about the key.
  KILL_SWITCH_ENGAGED: 0,
  RUN_STOPPED: 0,
  APPROVAL_REQUIRED: 0,
  PROPOSER_CANNOT_APPLY: 0,
};

/** How suspicious a refused request of a key is. What is not named weighs by category: a denial twice, the rest nothing. */
export function weightOf(code: string): number {
  if (!isCode(code)) return 0;
  return weights[code] ?? (refusalCategories[code] === 'policy_denial' ? 2 : 0);
}

const isCode = (code: string): code is RefusalCode => Object.hasOwn(refusalCategories, code);

/** What the circuit is after one request of its key was answered. Null where it stays as it is. */
export function circuitAfter(circuit: Circuit, weight: number, at: Date): Circuit | null {
  switch (circuit.state) {
    case 'half_open':
      return weight > 0 ? opened(circuit, weight, at) : closedCircuit(circuit.refusalsPerMinute, at);
    case 'open':
      // An answer that was on its way when it opened.
      return null;
    case 'closed':
      return weight > 0 ? counted(circuit, weight, at) : null;
  }
}

function counted(circuit: Circuit, weight: number, at: Date): Circuit {
  const inWindow = at.getTime() < circuit.windowFrom.getTime() + circuitRule.windowSeconds * 1000;
  const score = (inWindow ? circuit.score : 0) + weight;
  const next = { ...circuit, score, windowFrom: inWindow ? circuit.windowFrom : at };
  return score >= circuit.refusalsPerMinute ? opened(next, 0, at) : next;
}

function opened(circuit: Circuit, weight: number, at: Date): Circuit {
  const trips = circuit.trips + 1;
  return {
    ...circuit,
    state: 'open',
    score: circuit.score + weight,
    trips,
    openUntil: new Date(at.getTime() + coolDownSeconds(trips) * 1000),
  };
}

/** 30 s, then twice as long each time that it opens again. */
export const coolDownSeconds = (trips: number): number =>
  Math.min(circuitRule.longestCoolDownSeconds, circuitRule.coolDownSeconds * 2 ** Math.min(trips - 1, 20));
