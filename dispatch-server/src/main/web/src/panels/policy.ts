import { changePolicy, getPolicyHistory, getPolicy, keepReport } from "../http/api";
import { RequestFailed } from "../http/problem";
import type { Grounds, PolicyChange, PolicyInForce } from "../protocol";
import { glyph, h, say, show } from "../ui/dom";
import { dateAndTime } from "../ui/format";
import { GLYPHS } from "../ui/glyphs";
import { figureText } from "../ui/words";
import { problemBox } from "./problem-box";

const BUNDLED = ["minimum-cost", "nearest-first", "batch-5s", "fair-income"] as const;
const KEPT_NAME = "antar.operator.name";
const MOST_SHOWN = 30;

/** How the region matches, who changed it and on what grounds; and changing it, with a comparison or words why there is none. */
export class PolicyPanel {
    private readonly dialog: HTMLDialogElement;
    private readonly current = h("div", { "data-testid": "policy-current" });
    private readonly history = h("ol.policy-history", { "data-testid": "policy-history" });
    private readonly by = field("Your name", "policy-by", 64);
    private readonly reason = field("Reason; every driver reads it", "policy-reason", 200);
    private readonly name = h("select", { "aria-label": "Policy", "data-testid": "policy-name" },
        ...BUNDLED.map((name) => h("option", { value: name }, name)), h("option", { value: "" }, "from a file …"));
    private readonly file = h("input", { type: "file", accept: ".toml", hidden: true, "aria-label": "Policy file" });
    private readonly report = h("input", { type: "file", accept: ".json", "aria-label": "Comparison", "data-testid": "policy-report" });
    private readonly without = h("input", { type: "text", maxlength: 400, placeholder: "or why there is none", "aria-label": "Why there is no comparison", "data-testid": "policy-without" });
    private readonly send = h("button.primary", { type: "submit", "data-testid": "policy-change" }, "Put in force");
    private readonly problem = h("div");

    constructor(private readonly region: () => string, private readonly toast: (text: string) => void) {
        this.name.addEventListener("change", () => show(this.file, this.name.value === ""));
        const form = h("form.case-answer", { onsubmit: (event: Event) => void this.submit(event) },
            h("h4", {}, "Change it"), h("div.case-fields", {}, this.name, this.file),
            h("p.fine", {}, "The summary.json that ./antar compare wrote for the policy in force and this one:"),
            h("div.case-fields", {}, this.report, this.without), h("div.case-fields", {}, this.by, this.reason), this.problem, this.send);
        this.dialog = h("dialog.cases", { "data-testid": "policy", "aria-label": "Policy" },
            h("header", {}, h("h2", {}, "How this region matches"),
                h("button.icon-button.small", { "aria-label": "Close", onclick: () => this.dialog.close() }, glyph(GLYPHS.close))),
            h("div.case-detail", {}, this.current, form, h("h4", {}, "Changes"), this.history));
        this.dialog.addEventListener("click", (event) => {
            if (event.target === this.dialog) this.dialog.close();
        });
        document.body.append(this.dialog);
    }

    toggle(): void {
        if (this.dialog.open) {
            this.dialog.close();
            return;
        }
        this.by.value = localStorage.getItem(KEPT_NAME) ?? "";
        this.problem.replaceChildren();
        this.dialog.showModal();
        void this.attempt(() => this.load());
    }

    close(): boolean {
        const wasOpen = this.dialog.open;
        if (wasOpen) this.dialog.close();
        return wasOpen;
    }

    private async load(): Promise<void> {
        const [now, changes] = await Promise.all([getPolicy(this.region()), getPolicyHistory(this.region())]);
        this.current.replaceChildren(...inForce(now));
        this.history.replaceChildren(...changes.slice(0, MOST_SHOWN).map((change) => this.step(change)));
    }

    private step(change: PolicyChange): HTMLElement {
        return h("li", {}, h("time", {}, dateAndTime(change.at)), h("div", {},
            h("strong", {}, `${change.policy.name} version ${change.policy.version}`), ` by ${change.by}: ${change.reason}`,
            ...groundsOf(change.grounds),
            h("button.link", { onclick: () => void this.goBack(change) }, "Go back to this")));
    }

    private goBack(change: PolicyChange): Promise<void> {
        return this.attempt(async () => {
            if (!this.by.reportValidity() || !this.reason.reportValidity()) return;
            await this.change({ event: change.event });
        });
    }

    private async submit(event: Event): Promise<void> {
        event.preventDefault();
        await this.attempt(async () => {
            const [own] = this.file.files ?? [];
            const [report] = this.report.files ?? [];
            const grounds = report ? { report: await kept(report) } : { withoutReport: this.without.value.trim() };
            await this.change({ ...(this.name.value === "" ? { text: (await own?.text()) ?? "" } : { name: this.name.value }), ...grounds });
        });
    }

    private async change(what: Record<string, unknown>): Promise<void> {
        const by = this.by.value.trim();
        await changePolicy({ ...what, by, reason: this.reason.value.trim(), region: this.region() });
        localStorage.setItem(KEPT_NAME, by);
        this.toast("In force; every driver is told");
        this.without.value = this.reason.value = this.report.value = "";
        await this.load();
    }

    private async attempt(work: () => Promise<void>): Promise<void> {
        this.send.disabled = true;
        this.problem.replaceChildren();
        try {
            await work();
        } catch (failure) {
            if (!(failure instanceof RequestFailed)) throw failure;
            this.problem.replaceChildren(problemBox(failure));
        } finally {
            this.send.disabled = false;
        }
    }
}

/** Sends the comparison; what the change names is its SHA-256. */
async function kept(file: File): Promise<string> {
    if (!globalThis.crypto.subtle) throw new RequestFailed("This page cannot compute a digest.", ["Open it on the server's own machine or over https."]);
    const bytes = await file.arrayBuffer();
    const sum = await crypto.subtle.digest("SHA-256", bytes);
    const digest = Array.from(new Uint8Array(sum), (b) => b.toString(16).padStart(2, "0")).join("");
    await keepReport(digest, bytes);
    return digest;
}

function inForce({ policy, change }: PolicyInForce): HTMLElement[] {
    const since = change === null ? "since the server began" : `since ${dateAndTime(change.at)}, by ${change.by}: ${change.reason}`;
    return [h("h3", {}, `${policy.name} version ${policy.version}`), h("p", {}, policy.about), h("p.fine", {}, since)];
}

function groundsOf(grounds: Grounds | null): HTMLElement[] {
    if (grounds === null) return [];
    if (grounds.withoutReport !== undefined) return [h("p", {}, `Without a comparison: ${grounds.withoutReport}`)];
    const table = h("table", { "data-testid": "policy-figures" });
    for (const { figure, before, after, low, high } of grounds.figures ?? []) {
        const row = h("tr", {}, h("th", {}, figureText(figure)), h("td", {}, `${round(before)} → ${round(after)}`), h("td"));
        say(row.lastElementChild!, low === null || high === null ? "" : `difference ${round(low)} to ${round(high)}`);
        table.append(row);
    }
    return [table];
}

function round(value: number | null): string {
    if (value === null) return "–";
    return String(Number(value.toFixed(Math.abs(value) < 10 ? 3 : 1)));
}

function field(hint: string, testId: string, longest: number): HTMLInputElement {
    return h("input", { type: "text", required: true, maxlength: longest, placeholder: hint, "aria-label": hint, "data-testid": testId });
}
