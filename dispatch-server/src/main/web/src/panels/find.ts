import type { City } from "../live/city";
import type { Selected } from "../ui/selection";

const MOST = 8;

export interface Found {
    thing: Selected;
    state: string;
    kind: string;
}

/** Things whose id is, begins with, ends with or contains the text, in this order. */
export function find(city: Pick<City, "drivers" | "jobs">, text: string): Found[] {
    const wanted = text.toLowerCase();
    if (wanted === "") return [];
    const ranked: { rank: number; found: Found }[] = [];
    for (const driver of city.drivers.values()) {
        const rank = rankOf(driver.id.toLowerCase(), wanted);
        if (rank < 4) ranked.push({ rank, found: { thing: { type: "driver", id: driver.id }, state: driver.state, kind: "" } });
    }
    for (const job of city.jobs.values()) {
        const rank = rankOf(job.id.toLowerCase(), wanted);
        if (rank < 4) ranked.push({ rank, found: { thing: { type: "job", id: job.id }, state: job.state, kind: job.kind } });
    }
    ranked.sort((a, b) => a.rank - b.rank || a.found.thing.id.length - b.found.thing.id.length);
    return ranked.slice(0, MOST).map((r) => r.found);
}

function rankOf(id: string, wanted: string): number {
    if (id === wanted) return 0;
    if (id.startsWith(wanted)) return 1;
    if (id.endsWith(wanted)) return 2;
    return id.includes(wanted) ? 3 : 4;
}
