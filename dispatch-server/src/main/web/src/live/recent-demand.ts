import type { Place } from "../protocol";
import type { Change } from "./city";

const WINDOW_MS = 15 * 60_000;

interface Asked {
    pickup: Place;
    at: number;
    unfulfilled: boolean;
}

/** Where customers asked during the last quarter of an hour, also for jobs that have ended since. */
export class RecentDemand {
    private readonly asked = new Map<string, Asked>();

    apply(change: Change, now: number): void {
        for (const job of change.jobsNew) {
            this.asked.set(job.id, { pickup: job.pickup, at: job.requestedAtMillis, unfulfilled: false });
        }
        for (const { job, state } of change.jobsEnded) {
            const asked = this.asked.get(job.id);
            if (asked && state === "UNFULFILLED") asked.unfulfilled = true;
        }
        for (const [id, asked] of this.asked) {
            if (asked.at < now - WINDOW_MS) this.asked.delete(id);
        }
    }

    /** Another region is told of from now on. */
    clear(): void {
        this.asked.clear();
    }

    *places(unfulfilledOnly: boolean): Iterable<Place> {
        for (const asked of this.asked.values()) {
            if (asked.unfulfilled || !unfulfilledOnly) yield asked.pickup;
        }
    }
}
