const day = 86_400_000;

/**
 * The last time that it was this hour in UTC. Every moment belongs to one such night, and each night to one UTC day: who was
 * not there at the hour finds the same night later.
 */
export function nightOf(now: Date, hour: number): Date {
  const today = new Date(now);
  today.setUTCHours(hour, 0, 0, 0);
  return today <= now ? today : new Date(today.getTime() - day);
}
