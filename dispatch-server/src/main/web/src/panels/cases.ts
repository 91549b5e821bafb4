import { answerCase, getCase, getCases, newIdempotencyKey } from "../http/api";
import { RequestFailed } from "../http/problem";
import { OUTCOMES, type CaseList, type CaseState, type CaseSummary, type ReviewCase } from "../protocol";
import { glyph, h, say, show } from "../ui/dom";
import { dateAndTime, shortId, span } from "../ui/format";
import { GLYPHS } from "../ui/glyphs";
import type { Selection } from "../ui/selection";
import { caseOutcomeText, caseStepText, caseSubjectText } from "../ui/words";
import { Facts } from "./facts";
import { problemBox } from "./problem-box";

const FILTERS: readonly [CaseState, string][] = [["OPEN", "Open"], ["OVERDUE", "Overdue"], ["ANSWERED", "Answered"]];
const KEPT_NAME = "antar.operator.name";

/** What drivers object to: a list, the most urgent first; each with what was recorded, to be answered in writing. */
export class Cases {
    private readonly dialog: HTMLDialogElement;
    private readonly tabs: HTMLElement;
    private readonly list = h("div.case-rows", { role: "list", "data-testid": "case-list" });
    private readonly note = h("p.empty", {}, "Loading…");
    private readonly more = h("button.ghost", { hidden: true, onclick: () => void this.load(this.after) }, "Show more");
    private readonly detail = h("div.case-detail", { "data-testid": "case-detail" });
    private state: CaseState = "OPEN";
    private after: string | null = null;
    private shown: string | null = null;

    constructor(private readonly selection: Selection, private readonly toast: (text: string) => void) {
        this.tabs = h("div.segments", { role: "group", "aria-label": "Which cases" }, ...FILTERS.map(([state, label]) =>
            h("button", { "data-state": state, "aria-pressed": String(state === this.state), onclick: () => this.choose(state) }, label)));
        this.dialog = h("dialog.cases", { "data-testid": "cases", "aria-label": "Cases of drivers" },
            h("header", {}, h("h2", {}, "Drivers' objections"),
                h("button.icon-button.small", { "aria-label": "Close", onclick: () => this.dialog.close() }, glyph(GLYPHS.close))),
            h("div.case-columns", {}, h("div.case-side", {}, this.tabs, this.list, this.note, this.more), this.detail));
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
        this.dialog.showModal();
        void this.load(null);
    }

    close(): boolean {
        const wasOpen = this.dialog.open;
        if (wasOpen) this.dialog.close();
        return wasOpen;
    }

    private choose(state: CaseState): void {
        this.state = state;
        for (const tab of this.tabs.children) tab.setAttribute("aria-pressed", String((tab as HTMLElement).dataset.state === state));
        void this.load(null);
    }

    /** @param after the last case of the page before, or null for the first page */
    private async load(after: string | null): Promise<void> {
        const state = this.state;
        try {
            const page = await getCases(state, after);
            if (state === this.state) this.fill(page, after !== null);
        } catch (failure) {
            this.list.replaceChildren();
            this.failed(failure);
        }
    }

    private fill(page: CaseList, append: boolean): void {
        const rows = page.cases.map((one) => this.row(one));
        if (append) this.list.append(...rows);
        else this.list.replaceChildren(...rows);
        this.after = page.after;
        show(this.more, page.after !== null);
        show(this.note, this.list.childElementCount === 0);
        say(this.note, this.state === "ANSWERED" ? "No case has been answered yet." : "Nobody waits for an answer.");
        const [, overdue] = this.tabs.children;
        if (overdue) say(overdue, page.overdue > 0 ? `Overdue · ${page.overdue}` : "Overdue");
        if (!append && this.shown === null) this.detail.replaceChildren(h("p.empty", {}, "Choose a case to read it and to answer."));
    }

    private row(one: CaseSummary): HTMLElement {
        return h("button.case-row", { role: "listitem", "data-testid": `case-${one.id}`, onclick: () => void this.open(one.id) },
            h("strong", {}, caseSubjectText(one.subject)), h("span.chip", { "data-colour": colour(one) }, standing(one)),
            h("span.case-who", {}, `Driver ${shortId(one.driver)}${one.job === null ? "" : ` · job ${shortId(one.job)}`}`),
            h("p", {}, one.words));
    }

    private async open(id: string): Promise<void> {
        this.shown = id;
        try {
            const whole = await getCase(id);
            if (this.shown === id) this.detail.replaceChildren(...this.parts(whole));
            this.detail.scrollTop = 0;
        } catch (failure) {
            this.failed(failure);
        }
    }

    private failed(failure: unknown): void {
        if (!(failure instanceof RequestFailed)) throw failure;
        this.detail.replaceChildren(problemBox(failure));
    }

    private parts(one: ReviewCase): HTMLElement[] {
        const facts = new Facts();
        facts.link("Driver", one.driver, () => this.leadTo("driver", one.driver));
        facts.link("Job", one.job, () => one.job !== null && this.leadTo("job", one.job));
        facts.set("Day", one.date);
        facts.set("Opened", dateAndTime(one.openedAt));
        facts.set("To be answered by", dateAndTime(one.dueAt));
        return [
            h("div.case-title", {}, h("h3", {}, caseSubjectText(one.subject)), h("span.chip", { "data-colour": colour(one) }, standing(one))),
            h("blockquote", {}, one.words), facts.element, ...this.evidence(one), this.history(one),
            new AnswerForm(one, () => this.answered(one.id)).element,
        ];
    }

    private answered(id: string): void {
        this.toast("Answered; the driver is told");
        void this.open(id);
        void this.load(null);
    }

    private leadTo(type: "driver" | "job", id: string): void {
        this.dialog.close();
        this.selection.select({ type, id });
    }

    private evidence({ evidence }: ReviewCase): HTMLElement[] {
        const parts: HTMLElement[] = [];
        const told = evidence.record?.sentences ?? evidence.explanation?.sentences ?? [];
        if (told.length > 0) {
            parts.push(h("h4", {}, "What the record says"), h("ol.case-record", { "data-testid": "case-record" },
                ...told.map(({ at, text }) => h("li", {}, h("time", {}, dateAndTime(at)), h("span", {}, text)))));
        } else if (evidence.record === null) parts.push(h("p.empty", {}, "No job of this name is on record."));
        for (const pause of evidence.pauses ?? []) {
            parts.push(h("p", {}, `${pause.what === "PAUSED" ? "Paused" : "Let back in"} ${dateAndTime(pause.at)} by ${pause.by}: ${pause.reason}`));
        }
        if (evidence.statement) parts.push(h("h4", {}, "The statement as it stood"), h("pre", {}, JSON.stringify(evidence.statement, null, 1)));
        if (evidence.replay) {
            const command = evidence.replay.command;
            parts.push(h("h4", {}, "See it decided again"), h("pre", { "data-testid": "case-replay" }, command ?? evidence.replay.note ?? ""));
        }
        return parts;
    }

    private history(one: ReviewCase): HTMLElement {
        return h("div", {}, h("h4", {}, "History"), h("ol.case-history", {}, ...one.history.map((step) =>
            h("li", {}, h("time", {}, dateAndTime(step.at)), h("div", {},
                h("strong", {}, caseStepText(step.kind)), step.outcome ? ` ${caseOutcomeText(step.outcome)}, by ${step.by}` : "",
                step.text && step.kind !== "OPENED" ? h("p", {}, step.text) : null)))));
    }
}

/** An answer in writing; a repeated try carries the same key, so it cannot be given twice. */
class AnswerForm {
    readonly element: HTMLFormElement;
    private readonly by = h("input", { type: "text", required: true, maxlength: 64, placeholder: "Your name", "aria-label": "Your name", "data-testid": "case-by" });
    private readonly outcome = h("select", { "aria-label": "Outcome", "data-testid": "case-outcome" }, ...OUTCOMES.map((word) => h("option", { value: word }, caseOutcomeText(word))));
    private readonly text = h("textarea", { required: true, maxlength: 4000, rows: 4, placeholder: "What you found, and why. The driver reads this.", "aria-label": "Answer", "data-testid": "case-text" });
    private readonly send: HTMLButtonElement;
    private readonly problem = h("div");
    private key = newIdempotencyKey();

    constructor(private readonly one: ReviewCase, private readonly onDone: () => void) {
        const before = one.answer !== null;
        this.by.value = localStorage.getItem(KEPT_NAME) ?? "";
        this.send = h("button.primary", { type: "submit", "data-testid": "case-answer" }, before ? "Correct the answer" : "Answer");
        this.element = h("form.case-answer", { onsubmit: (event: Event) => void this.submit(event), oninput: () => (this.key = newIdempotencyKey()) },
            h("h4", {}, before ? "Correct the answer" : "Answer"), h("div.case-fields", {}, this.by, this.outcome), this.text, this.problem, this.send);
    }

    private async submit(event: Event): Promise<void> {
        event.preventDefault();
        this.send.disabled = true;
        this.problem.replaceChildren();
        try {
            const answer = { by: this.by.value.trim(), outcome: this.outcome.value, text: this.text.value.trim(), correcting: this.one.answer !== null };
            await answerCase(this.one.id, answer, this.key);
            localStorage.setItem(KEPT_NAME, answer.by);
            this.onDone();
        } catch (failure) {
            if (!(failure instanceof RequestFailed)) throw failure;
            this.problem.replaceChildren(problemBox(failure));
        } finally {
            this.send.disabled = false;
        }
    }
}

function colour(one: CaseSummary): string {
    return one.overdue || one.late ? "job-CANCELLED" : one.state === "OPEN" ? "job-PENDING" : "job-COMPLETED";
}

function standing(one: CaseSummary): string {
    if (one.answer !== null) return caseOutcomeText(one.answer.outcome ?? "") + (one.late ? " · late" : "");
    const seconds = (Date.parse(one.dueAt) - Date.now()) / 1000;
    return one.overdue ? `overdue by ${span(-seconds)}` : `due in ${span(seconds)}`;
}
