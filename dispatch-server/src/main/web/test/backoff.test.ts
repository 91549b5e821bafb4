import { expect, test } from "vitest";
import { fullJitter, MAX_DELAY_MS, MIN_DELAY_MS } from "../src/live/backoff";

test("a delay is never shorter than a second nor longer than thirty", () => {
    for (let attempt = 0; attempt < 40; attempt++) {
        for (const random of [0, 0.25, 0.5, 0.999999]) {
            const delay = fullJitter(attempt, () => random);
            expect(delay).toBeGreaterThanOrEqual(MIN_DELAY_MS);
            expect(delay).toBeLessThanOrEqual(MAX_DELAY_MS);
        }
    }
});

test("the span of possible delays doubles until the longest", () => {
    const longest = [0, 1, 2, 3, 4, 5].map((attempt) => fullJitter(attempt, () => 1));
    expect(longest).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});
