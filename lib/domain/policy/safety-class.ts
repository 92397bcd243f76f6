/** How much harm a tool can do, by what it touches and not by what it says of itself. */
export const safetyClasses = ['read', 'write', 'network', 'financial', 'privileged'] as const;
export type SafetyClass = (typeof safetyClasses)[number];
