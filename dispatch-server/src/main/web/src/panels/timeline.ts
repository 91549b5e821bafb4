import type { JobEvent } from "../http/job-events";
import type { EndedJobState } from "../protocol";
import { h, say } from "../ui/dom";
import { humanise, shortId, timeOfDay } from "../ui/format";
import { eventText, reasonText } from "../ui/words";

const ENDINGS: Record<string, EndedJobState> = {
    JobCompleted: "COMPLETED", JobCancelled: "CANCELLED", JobUnfulfilled: "UNFULFILLED",
};
const TONES: Record<string, string> = {
    OfferDeclined: "warn", OfferExpired: "warn", OfferWithdrawn: "warn",
    OfferAccepted: "good", JobCompleted: "good", JobCancelled: "bad", JobUnfulfilled: "bad",
};

/** What happened to a job, newest first, growing while one watches. */
export class Timeline {
    readonly element: HTMLElement;
    /** How the job ended, once an event has said so. */
    ending: EndedJobState | null = null;
    private readonly list = h("ol.timeline", { "data-testid": "timeline" });
    private readonly empty = h("p.empty", {}, "Loading…");
    private readonly seen = new Set<string>();

    constructor(private readonly openDriver: (id: string) => void) {
        this.element = h("div", {}, this.list, this.empty);
        setTimeout(() => say(this.empty, "No events yet."), 3_000);
    }

    add(event: JobEvent): void {
        if (event.id !== null && this.seen.has(event.id)) return;
        if (event.id !== null) this.seen.add(event.id);
        this.ending = ENDINGS[event.type] ?? this.ending;
        this.empty.hidden = true;
        const driver = typeof event.fields.driver === "string" ? event.fields.driver : null;
        const details = detailsOf(event.fields);
        this.list.prepend(h("li", { "data-tone": TONES[event.type] ?? "plain", "data-event": event.type },
            h("time", {}, timeOfDay(event.at)),
            h("div", {},
                h("strong", {}, eventText(event.type)),
                driver === null ? null : h("button.link", { onclick: () => this.openDriver(driver), title: driver }, shortId(driver)),
                details === "" ? null : h("p", {}, details))));
    }
}

const SHOWN_ELSEWHERE = new Set(["at", "driver", "job", "id", "type", "seq", "kind", "pickup", "dropoff", "offer", "requestedAt"]);

function detailsOf(fields: Record<string, unknown>): string {
    return Object.entries(fields)
        .filter(([name, value]) => !SHOWN_ELSEWHERE.has(name) && value !== null && typeof value !== "object")
        .map(([name, value]) => detail(name, value))
        .join(" · ");
}

function detail(name: string, value: unknown): string {
    const text = String(value);
    if (/reason$/i.test(name)) return /^[A-Z][A-Z_]+$/.test(text) ? reasonText(text) : text;
    if (/At$/.test(name) && !Number.isNaN(Date.parse(text))) return `${humanise(name.slice(0, -2))} at ${timeOfDay(text)}`;
    if (/Seconds$/.test(name)) return `${humanise(name.slice(0, -7))} ${Math.round(Number(value))} s`;
    if (/Meters$/.test(name)) return `${humanise(name.slice(0, -6))} ${Math.round(Number(value))} m`;
    if (/Millis$|Ms$/.test(name)) return `${humanise(name.replace(/Millis$|Ms$/, ""))} ${Math.round(Number(value) / 1000)} s`;
    return `${humanise(name)} ${/^[A-Z_]+$/.test(text) ? humanise(text).toLowerCase() : text}`;
}
