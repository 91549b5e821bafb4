import type { Counts } from "../protocol";

const WINDOW_MS = 15 * 60_000;
const EVERY_MS = 2_000;

/** Free drivers and waiting jobs over the last quarter of an hour, as this page has seen them. */
export class History {
    readonly at: number[] = [];
    readonly supply: number[] = [];
    readonly demand: number[] = [];

    /** Another region's figures come from now on. */
    clear(): void {
        for (const column of [this.at, this.supply, this.demand]) column.length = 0;
    }

    /** True when a point was added. */
    sample(millis: number, counts: Counts): boolean {
        const last = this.at.at(-1);
        if (last !== undefined && millis - last * 1000 < EVERY_MS) return false;
        this.at.push(millis / 1000);
        this.supply.push(counts.drivers.IDLE);
        this.demand.push(counts.jobs.PENDING + counts.jobs.OFFERED);
        while ((this.at[0] ?? Infinity) * 1000 < millis - WINDOW_MS) {
            this.at.shift();
            this.supply.shift();
            this.demand.shift();
        }
        return true;
    }
}
