import type { City } from "../live/city";
import { DRIVER_STATES, OPEN_JOB_STATES, type CellFrame } from "../protocol";
import { h, show } from "../ui/dom";
import { clock, shortId, span } from "../ui/format";
import type { Selected } from "../ui/selection";
import { driverStateText, jobStateText, kindText, livenessText, vehicleText } from "../ui/words";
import { noteOf } from "./job-list";

/** A few words about what is under the pointer. */
export class Tooltip {
    constructor(private readonly root: HTMLElement, private readonly city: City, private readonly now: () => number) {}

    at(thing: Selected | null, x: number, y: number): void {
        const lines = thing ? this.lines(thing) : null;
        show(this.root, lines !== null);
        if (!lines || !thing) return;
        const [title, chip, colour, ...more] = lines;
        this.put(x, y,
            h("div.tip-head", {}, h("strong", {}, title), h("span.chip", { "data-colour": colour }, chip)),
            ...more.filter((line) => line !== "").map((line) => h("p", {}, line)));
    }

    /** What is counted in a cell. */
    cellAt({ drivers, jobs }: CellFrame, x: number, y: number): void {
        show(this.root, true);
        const total = DRIVER_STATES.reduce((sum, state) => sum + (drivers[state] ?? 0), 0);
        this.put(x, y,
            h("div.tip-head", {}, h("strong", {}, total === 1 ? "1 driver" : `${total} drivers`)),
            h("div.tip-counts", {},
                ...DRIVER_STATES.filter((s) => drivers[s]).map((s) => chip(`driver-${s}`, `${drivers[s]} ${driverStateText(s)}`)),
                ...OPEN_JOB_STATES.filter((s) => jobs[s]).map((s) => chip(`job-${s}`, `${jobs[s]} ${jobStateText(s)}`))),
            h("p", {}, "Click to look closer"));
    }

    private put(x: number, y: number, ...content: HTMLElement[]): void {
        this.root.replaceChildren(...content);
        const left = Math.min(x + 16, window.innerWidth - this.root.offsetWidth - 8);
        const top = Math.min(y + 16, window.innerHeight - this.root.offsetHeight - 8);
        this.root.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }

    private lines(thing: Selected): [string, string, string, ...string[]] | null {
        if (thing.type === "driver") {
            const d = this.city.drivers.get(thing.id);
            if (!d) return null;
            const age = span((performance.now() - d.fixedAt) / 1000);
            const liveness = d.liveness === "LIVE" ? "" : livenessText(d.liveness);
            return [shortId(d.id), driverStateText(d.state), `driver-${d.state}`, `${vehicleText(d.vehicle)} · position ${age} old`, liveness];
        }
        const j = this.city.jobs.get(thing.id);
        if (!j) return null;
        const wait = j.state === "SCHEDULED" ? "" : ` · ${clock((this.now() - j.requestedAtMillis) / 1000)} since the request`;
        return [shortId(j.id), jobStateText(j.state), `job-${j.state}`, `${kindText(j.kind)}${wait}`, noteOf(j, this.city)];
    }
}

function chip(colour: string, text: string): HTMLElement {
    return h("span.chip", { "data-colour": colour }, text);
}
