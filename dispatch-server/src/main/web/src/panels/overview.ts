import { DRIVER_STATES, OPEN_JOB_STATES, type Counts } from "../protocol";
import { h, say } from "../ui/dom";
import { clock } from "../ui/format";
import { driverStateText, jobStateText } from "../ui/words";

interface Figure {
    element: HTMLElement;
    read: (counts: Counts) => number;
}

/** The counts by state as bars and figures, and the totals of the day. */
export class Overview {
    readonly element: HTMLElement;
    private readonly figures: Figure[] = [];
    private readonly bars: { element: HTMLElement; read: (counts: Counts) => number }[] = [];
    private readonly wait = h("span.kpi-value", { "data-testid": "mean-wait" }, "–");
    private readonly totalDrivers = h("span.section-total");
    private readonly totalJobs = h("span.section-total");

    constructor() {
        const drivers = DRIVER_STATES.map((state) => this.stat(
            `count-drivers-${state}`, driverStateText(state), `driver-${state}`, (c) => c.drivers[state] ?? 0));
        const jobs = OPEN_JOB_STATES.map((state) => this.stat(
            `count-jobs-${state}`, jobStateText(state), `job-${state}`, (c) => c.jobs[state] ?? 0));
        this.element = h("div.overview", {},
            h("h2.today", {}, "Today"),
            h("div.kpis", {},
                this.kpi("count-completed", "Completed", (c) => c.completed),
                this.kpi("count-cancelled", "Cancelled", (c) => c.cancelled),
                this.kpi("count-unfulfilled", "Unfulfilled", (c) => c.unfulfilled),
                h("div.kpi", {}, this.wait, h("span.kpi-label", {}, "Mean wait"))),
            this.section("Drivers", this.totalDrivers, DRIVER_STATES.map((s) => this.bar(`driver-${s}`, (c) => c.drivers[s] ?? 0)), drivers),
            this.section("Open jobs", this.totalJobs, OPEN_JOB_STATES.map((s) => this.bar(`job-${s}`, (c) => c.jobs[s] ?? 0)), jobs));
    }

    update(counts: Counts): void {
        for (const { element, read } of this.figures) {
            const value = String(read(counts));
            say(element, value);
            element.dataset.value = value;
        }
        for (const { element, read } of this.bars) {
            const share = String(read(counts));
            if (element.style.flexGrow !== share) element.style.flexGrow = share;
        }
        say(this.wait, counts.meanWaitSeconds === null ? "–" : clock(counts.meanWaitSeconds));
        say(this.totalDrivers, String(sum(counts.drivers)));
        say(this.totalJobs, String(sum(counts.jobs)));
    }

    private section(title: string, total: HTMLElement, bars: HTMLElement[], stats: HTMLElement[]): HTMLElement {
        return h("section", {},
            h("h2", {}, title, total),
            h("div.bar", { "aria-hidden": "true" }, ...bars),
            h("div.stats", {}, ...stats));
    }

    private bar(colour: string, read: (counts: Counts) => number): HTMLElement {
        const element = h("i", { "data-colour": colour });
        this.bars.push({ element, read });
        return element;
    }

    private stat(testId: string, label: string, colour: string, read: (counts: Counts) => number): HTMLElement {
        return h("div.stat", {},
            h("i.swatch", { "data-colour": colour }),
            h("span.stat-label", {}, label),
            this.figure("stat-value", testId, read));
    }

    private kpi(testId: string, label: string, read: (counts: Counts) => number): HTMLElement {
        return h("div.kpi", {}, this.figure("kpi-value", testId, read), h("span.kpi-label", {}, label));
    }

    private figure(className: string, testId: string, read: (counts: Counts) => number): HTMLElement {
        const element = h("span", { class: className, "data-testid": testId }, "0");
        this.figures.push({ element, read });
        return element;
    }
}

function sum(counts: Record<string, number>): number {
    return Object.values(counts).reduce((a, b) => a + b, 0);
}
