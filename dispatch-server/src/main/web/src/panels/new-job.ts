import { createJob, newIdempotencyKey } from "../http/api";
import { RequestFailed } from "../http/problem";
import type { Draft } from "../map/layers/marks";
import type { JobKind, Place } from "../protocol";
import { glyph, h, say, show } from "../ui/dom";
import { distance, metresBetween, position } from "../ui/format";
import { GLYPHS } from "../ui/glyphs";
import { problemBox } from "./problem-box";

/** Creates a job by two clicks on the map. */
export class NewJob {
    readonly element: HTMLElement;
    readonly draft: Draft = { pickup: null, dropoff: null };
    private kind: JobKind = "RIDE";
    private key = newIdempotencyKey();
    private readonly hint = h("p.hint");
    private readonly pickup = this.stop("Pickup", "pickup");
    private readonly dropoff = this.stop("Dropoff", "dropoff");
    private readonly kinds: HTMLElement;
    private readonly create = h("button.primary", { "data-testid": "new-job-create", onclick: () => void this.submit() }, "Create job");
    private readonly problem = h("div");

    constructor(private readonly onDraft: () => void, private readonly onCreated: (id: string) => void) {
        this.kinds = h("div.segments", { role: "group", "aria-label": "Kind" },
            this.kindButton("RIDE", "Ride", GLYPHS.ride), this.kindButton("DELIVERY", "Delivery", GLYPHS.delivery));
        this.element = h("div.new-job.card", { hidden: true, "data-testid": "new-job" },
            h("header", {}, h("h2", {}, "New job"),
                h("button.icon-button.small", { "aria-label": "Close", onclick: () => this.close() }, glyph(GLYPHS.close))),
            this.hint, this.kinds, this.pickup.row, this.dropoff.row, this.problem,
            h("div.actions", {}, h("button.ghost", { onclick: () => this.restart() }, "Start over"), this.create));
    }

    get active(): boolean {
        return !this.element.hidden;
    }

    toggle(): void {
        if (this.active) {
            this.close();
            return;
        }
        show(this.element, true);
        document.documentElement.classList.add("picking");
        this.restart();
    }

    close(): boolean {
        const wasOpen = this.active;
        show(this.element, false);
        document.documentElement.classList.remove("picking");
        this.draft.pickup = this.draft.dropoff = null;
        this.onDraft();
        return wasOpen;
    }

    /** A click on the map: the next missing stop, or another dropoff. */
    put(place: Place): void {
        const rounded = { lat: Number(place.lat.toFixed(6)), lng: Number(place.lng.toFixed(6)) };
        if (!this.draft.pickup) this.draft.pickup = rounded;
        else this.draft.dropoff = rounded;
        this.changed();
    }

    private restart(): void {
        this.draft.pickup = this.draft.dropoff = null;
        this.changed();
    }

    private changed(): void {
        const { pickup, dropoff } = this.draft;
        this.key = newIdempotencyKey();
        this.problem.replaceChildren();
        say(this.pickup.value, pickup ? position(pickup) : "–");
        say(this.dropoff.value, dropoff ? position(dropoff) : "–");
        say(this.hint, !pickup ? "Click the pickup on the map." : !dropoff ? "Now click the dropoff."
            : `${distance(metresBetween(pickup, dropoff))} in a straight line. Click again to move the dropoff.`);
        this.create.disabled = !pickup || !dropoff;
        this.onDraft();
    }

    private async submit(): Promise<void> {
        const { pickup, dropoff } = this.draft;
        if (!pickup || !dropoff) return;
        this.create.disabled = true;
        this.problem.replaceChildren();
        try {
            const job = await createJob({ kind: this.kind, pickup, dropoff }, this.key);
            this.close();
            this.onCreated(job.id);
        } catch (failure) {
            if (!(failure instanceof RequestFailed)) throw failure;
            this.problem.replaceChildren(problemBox(failure));
            this.create.disabled = false;
        }
    }

    private kindButton(kind: JobKind, label: string, symbol: string): HTMLElement {
        return h("button", { "aria-pressed": String(kind === this.kind), "data-kind": kind, onclick: () => this.choose(kind) }, glyph(symbol), label);
    }

    private choose(kind: JobKind): void {
        this.kind = kind;
        this.key = newIdempotencyKey();
        for (const b of this.kinds.children) b.setAttribute("aria-pressed", String((b as HTMLElement).dataset.kind === kind));
    }

    private stop(label: string, shape: string): { row: HTMLElement; value: HTMLElement } {
        const value = h("span.stop-value", {}, "–");
        return { row: h("div.stop", {}, h("i.shape", { "data-shape": shape }), h("span.stop-label", {}, label), value), value };
    }
}
