export const MIN_DELAY_MS = 1_000;
export const MAX_DELAY_MS = 30_000;

/**
 * How long to wait before connection attempt number `attempt` (0 = first retry): full jitter, so that a
 * thousand consoles do not return in the same second after a restart.
 */
export function fullJitter(attempt: number, random: () => number = Math.random): number {
    const ceiling = Math.min(MAX_DELAY_MS, MIN_DELAY_MS * 2 ** (Math.min(attempt, 16) + 1));
    return Math.round(MIN_DELAY_MS + random() * (ceiling - MIN_DELAY_MS));
}
