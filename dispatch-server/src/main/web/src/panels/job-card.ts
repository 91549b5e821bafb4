import { followJobEvents, type JobEvent } from "../http/job-events";
import { getJob } from "../http/api";
import { RequestFailed } from "../http/problem";
import { isWaiting } from "../live/city";
import type { JobDetails, JobState } from "../protocol";
import { glyph, h, say, show } from "../ui/dom";
import { clock, distance, humanise, metresBetween, position, shortId, timeOfDay } from "../ui/format";
import { GLYPHS } from "../ui/glyphs";
import { waitStep } from "../ui/palette";
import { jobStateText, kindText, reasonText } from "../ui/words";
import { CancelForm } from "./cancel-form";
import type { Card, DrawerContext } from "./drawer";
import { cardHead, Facts } from "./facts";
import { Timeline } from "./timeline";
import { Why } from "./why";

const STEPS: readonly JobState[] = ["PENDING", "OFFERED", "ASSIGNED", "AT_PICKUP", "PICKED_UP", "COMPLETED"];
const STEP_LABELS = ["Waiting", "Offered", "Assigned", "Pickup", "Aboard", "Done"];
const RECORDED_AFTER_MS = 800;
const ENDED = new Set<JobState>(["COMPLETED", "CANCELLED", "UNFULFILLED"]);

/** Everything about one job: from the live feed at once, completed by the server's answer and its events. */
export class JobCard implements Card {
    readonly element: HTMLElement;
    private details: JobDetails | null = null;
    private askAgain = 0;
    private lastState: JobState | null = null;
    private readonly stop = new AbortController();
    private readonly chip = h("span.chip", { "data-testid": "drawer-state" });
    private readonly bigClock = h("div.big-clock", { "data-testid": "drawer-wait" });
    private readonly clockLabel = h("div.big-label");
    private readonly steps = h("ol.steps", {}, ...STEP_LABELS.map((label) => h("li", {}, label)));
    private readonly reason = h("div.reason", { "data-testid": "drawer-reason", hidden: true });
    private readonly reasonText = h("span");
    private readonly facts = new Facts();
    private readonly failure = h("p.problem", { hidden: true });
    private readonly timeline: Timeline;
    private readonly cancel: CancelForm;
    private readonly why: Why;
    private readonly actions: HTMLElement;

    constructor(private readonly id: string, private readonly context: DrawerContext) {
        const kind = context.city.jobs.get(id)?.kind ?? "RIDE";
        const symbol = kind === "RIDE" ? GLYPHS.ride : GLYPHS.delivery;
        this.timeline = new Timeline((driver) => context.selection.select({ type: "driver", id: driver }));
        this.why = new Why(id, this.stop.signal);
        this.cancel = new CancelForm(id, () => void this.load());
        this.reason.append(glyph(GLYPHS.warn), this.reasonText);
        this.actions = h("div.actions", {},
            h("button.ghost", { onclick: () => context.fly({ type: "job", id }) }, glyph(GLYPHS.target), "Show on map"),
            this.cancel.opener);
        this.element = h("div.card-body", {},
            cardHead(symbol, `${kindText(kind)} job`, id, context.toast, this.chip),
            h("div.headline", {}, h("div", {}, this.bigClock, this.clockLabel), this.steps),
            this.reason, this.actions, this.cancel.element, this.failure,
            this.facts.element, this.why.element,
            h("h3", {}, "Timeline"), this.timeline.element);
        void this.load();
        void followJobEvents(id, (event) => this.happened(event), this.stop.signal);
    }

    private happened(event: JobEvent): void {
        this.timeline.add(event);
        // A burst of events is one change; the record of a decision is written a moment after it.
        clearTimeout(this.askAgain);
        this.askAgain = window.setTimeout(() => void this.why.load(), RECORDED_AFTER_MS);
    }

    close(): void {
        clearTimeout(this.askAgain);
        this.stop.abort();
    }

    update(): void {
        const { city, now, selection } = this.context;
        const live = city.jobs.get(this.id);
        const job = live ?? this.details;
        if (!job) return;
        const state: JobState = live || ENDED.has(job.state) ? job.state : (this.timeline.ending ?? job.state);
        // Gone from the live feed: the server knows how it ended.
        if (!live && this.lastState !== null && !ENDED.has(this.lastState)) void this.load();
        this.lastState = live ? state : ENDED.has(state) ? state : null;

        this.chip.dataset.colour = `job-${state}`;
        say(this.chip, jobStateText(state));
        this.element.dataset.state = state;
        this.showSteps(state);
        this.showClock(state, Date.parse(job.requestedAt), now());

        const reason = isWaiting({ state }) ? (job.unmatchedReason ?? null) : null;
        show(this.reason, reason !== null && state === "PENDING");
        if (reason !== null) say(this.reasonText, reasonText(reason));

        const offer = city.offerOfJob.get(this.id);
        const driver = job.driver ?? null;
        this.facts.link("Driver", driver === null ? null : shortId(driver), () => driver !== null && selection.select({ type: "driver", id: driver }));
        this.facts.link("Offered to", offer ? shortId(offer.driver) : null, () => offer && selection.select({ type: "driver", id: offer.driver }));
        this.facts.set("Answer within", offer ? `${Math.max(0, Math.ceil((offer.expiresAt - performance.now()) / 1000))} s` : null);
        this.facts.set("Requested", timeOfDay(job.requestedAt));
        this.facts.set("Pickup", position(job.pickup));
        this.facts.set("Dropoff", position(job.dropoff));
        this.facts.set("Straight distance", distance(metresBetween(job.pickup, job.dropoff)));
        this.facts.set("Requires", requirements(this.details?.requirements));
        show(this.actions, !ENDED.has(state));
        this.cancel.allow(!ENDED.has(state));
    }

    private async load(): Promise<void> {
        try {
            this.details = await getJob(this.id);
            show(this.failure, false);
        } catch (failure) {
            if (this.stop.signal.aborted || !(failure instanceof RequestFailed)) return;
            say(this.failure, `Details are not available: ${failure.message}`);
            show(this.failure, true);
        }
        if (!this.stop.signal.aborted) this.update();
    }

    private showClock(state: JobState, requestedAt: number, now: number): void {
        const seconds = (now - requestedAt) / 1000;
        const text = state === "SCHEDULED" ? "later" : ENDED.has(state) ? jobStateText(state) : clock(seconds);
        say(this.bigClock, text);
        this.bigClock.dataset.wait = isWaiting({ state }) ? String(waitStep(seconds)) : "";
        const label = ENDED.has(state) ? `requested at ${timeOfDay(new Date(requestedAt).toISOString())}`
            : isWaiting({ state }) ? "waiting for a driver" : "since the request";
        say(this.clockLabel, label);
    }

    private showSteps(state: JobState): void {
        const at = STEPS.indexOf(state);
        show(this.steps, at >= 0);
        [...this.steps.children].forEach((step, i) => {
            step.className = i < at || state === "COMPLETED" ? "done" : i === at ? "now" : "";
        });
    }
}

/** {"vehicle":"CAR","skills":["CHILD_SEAT"]} → "Vehicle: car · Skills: child seat". */
function requirements(value: unknown): string | null {
    if (value === null || typeof value !== "object") return null;
    const parts = Object.entries(value)
        .filter(([, v]) => v !== null && v !== undefined && !(Array.isArray(v) && v.length === 0))
        .map(([k, v]) => `${humanise(k)}: ${[v].flat().map((x) => humanise(String(x)).toLowerCase()).join(", ")}`);
    return parts.length === 0 ? null : parts.join(" · ");
}
