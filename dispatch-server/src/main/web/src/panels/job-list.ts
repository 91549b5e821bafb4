import { isWaiting, type City, type Job } from "../live/city";
import { h, glyph, say, show } from "../ui/dom";
import { clock, shortId } from "../ui/format";
import { GLYPHS } from "../ui/glyphs";
import { waitStep } from "../ui/palette";
import type { Selection } from "../ui/selection";
import { jobStateText, kindText, reasonText } from "../ui/words";

type Filter = "open" | "waiting" | "assigned" | "aboard";
const FILTERS: Record<Filter, { label: string; keep: (job: Job) => boolean }> = {
    open: { label: "All", keep: () => true },
    waiting: { label: "Waiting", keep: (j) => isWaiting(j) || j.state === "SCHEDULED" },
    assigned: { label: "Assigned", keep: (j) => j.state === "ASSIGNED" || j.state === "AT_PICKUP" },
    aboard: { label: "On board", keep: (j) => j.state === "PICKED_UP" },
};
const RANK: Record<string, number> = { PENDING: 0, OFFERED: 0, ASSIGNED: 1, AT_PICKUP: 1, SCHEDULED: 2, PICKED_UP: 3 };
const MOST_ROWS = 1_500;
const ROW_HEIGHT = 52;

interface Row {
    element: HTMLElement;
    id: HTMLElement;
    kind: HTMLElement;
    chip: HTMLElement;
    clock: HTMLElement;
    note: HTMLElement;
    job: Job | null;
}

/** Open jobs, the longest wait first. Rows are reused; only those in sight tick every second. */
export class JobList {
    readonly element: HTMLElement;
    private readonly rows = new Map<string, Row>();
    private order: Job[] = [];
    private filter: Filter = "open";
    private readonly list = h("div.job-rows", { role: "list", "data-testid": "job-list" });
    private readonly scroller: HTMLElement;
    private readonly empty = h("p.empty", {}, "No open jobs.");
    private readonly more = h("p.empty", { hidden: true });
    private readonly tabs: HTMLElement;

    constructor(
        private readonly city: City,
        private readonly selection: Selection,
        private readonly now: () => number,
        private readonly onHover: () => void,
    ) {
        this.tabs = h("div.segments", { role: "group", "aria-label": "Which jobs" }, ...Object.entries(FILTERS).map(([name, { label }]) =>
            h("button", { "aria-pressed": String(name === this.filter), "data-filter": name, onclick: () => this.choose(name as Filter) }, label)));
        this.scroller = h("div.scroller", { onscroll: () => this.tick() }, this.list, this.empty, this.more);
        this.element = h("section.jobs", {}, this.tabs, this.scroller);
        selection.onChange(() => this.markSelected());
    }

    private choose(filter: Filter): void {
        this.filter = filter;
        for (const tab of this.tabs.children) tab.setAttribute("aria-pressed", String((tab as HTMLElement).dataset.filter === filter));
        this.scroller.scrollTop = 0;
        this.update();
    }

    update(): void {
        const { keep } = FILTERS[this.filter];
        const all = [...this.city.jobs.values()].filter(keep).sort(longestWaitFirst);
        this.order = all.slice(0, MOST_ROWS);
        const wanted = new Set(this.order.map((j) => j.id));
        for (const [id, row] of this.rows) {
            if (wanted.has(id)) continue;
            row.element.remove();
            this.rows.delete(id);
        }
        let next = this.list.firstElementChild;
        for (const job of this.order) {
            const row = this.rows.get(job.id) ?? this.make(job);
            if (row.element === next) next = next.nextElementSibling;
            else this.list.insertBefore(row.element, next);
            if (row.job !== job) this.fill(row, job);
        }
        const which = this.city.detail.jobs;
        show(this.empty, this.order.length === 0);
        say(this.empty, which === "CELLS" ? "Too many jobs to list here: move the map closer." : "No open jobs.");
        const cut = all.length - MOST_ROWS;
        show(this.more, cut > 0 || which === "VIEW");
        if (cut > 0) say(this.more, `and ${cut} more; search finds them`);
        else say(this.more, "These are the jobs in view.");
        this.tick();
    }

    /** Refreshes the clocks in sight. */
    tick(): void {
        const first = Math.max(0, Math.floor((this.scroller.scrollTop) / ROW_HEIGHT) - 2);
        const last = first + Math.ceil((this.scroller.clientHeight || 600) / ROW_HEIGHT) + 4;
        const now = this.now();
        for (const job of this.order.slice(first, last)) {
            const row = this.rows.get(job.id);
            if (!row) continue;
            const seconds = (now - job.requestedAtMillis) / 1000;
            say(row.clock, job.state === "SCHEDULED" ? "later" : clock(seconds));
            const step = isWaiting(job) ? String(waitStep(seconds)) : "";
            if (row.clock.dataset.wait !== step) row.clock.dataset.wait = step;
        }
    }

    private make(job: Job): Row {
        const row: Row = {
            element: h("button.job-row", {
                role: "listitem",
                "data-testid": `job-row-${job.id}`,
                onclick: () => this.selection.select({ type: "job", id: job.id }),
                onmouseenter: () => this.hover(job.id),
                onmouseleave: () => this.hover(null),
            }),
            kind: h("span.kind"),
            id: h("span.job-id"),
            chip: h("span.chip"),
            clock: h("span.clock"),
            note: h("span.note"),
            job: null,
        };
        row.element.append(row.kind, row.id, row.chip, row.clock, row.note);
        this.rows.set(job.id, row);
        const chosen = this.selection.selected;
        row.element.classList.toggle("selected", chosen?.type === "job" && chosen.id === job.id);
        return row;
    }

    private fill(row: Row, job: Job): void {
        if (row.job?.kind !== job.kind) {
            row.kind.replaceChildren(glyph(job.kind === "RIDE" ? GLYPHS.ride : GLYPHS.delivery, kindText(job.kind)));
            say(row.id, shortId(job.id));
            row.element.title = job.id;
        }
        row.job = job;
        row.element.dataset.state = job.state;
        row.chip.dataset.colour = `job-${job.state}`;
        say(row.chip, jobStateText(job.state));
        say(row.note, noteOf(job, this.city));
    }

    private hover(id: string | null): void {
        if (this.selection.hover(id === null ? null : { type: "job", id })) this.onHover();
    }

    private markSelected(): void {
        const chosen = this.selection.selected;
        for (const [id, row] of this.rows) row.element.classList.toggle("selected", chosen?.type === "job" && chosen.id === id);
    }
}

export function noteOf(job: Job, city: City): string {
    if (job.state === "OFFERED") {
        const offer = city.offerOfJob.get(job.id);
        return offer ? `Asking driver ${shortId(offer.driver)}` : "Asking a driver";
    }
    if (job.driver !== null) {
        const driver = shortId(job.driver);
        if (job.state === "AT_PICKUP") return `Driver ${driver} is at the pickup`;
        return job.state === "PICKED_UP" ? `With driver ${driver}` : `Driver ${driver} is on the way`;
    }
    return job.unmatchedReason === null ? "" : reasonText(job.unmatchedReason);
}

function longestWaitFirst(a: Job, b: Job): number {
    const rank = (RANK[a.state] ?? 0) - (RANK[b.state] ?? 0);
    if (rank !== 0) return rank;
    if (a.requestedAtMillis !== b.requestedAtMillis) return a.requestedAtMillis - b.requestedAtMillis;
    return a.id < b.id ? -1 : 1;
}

