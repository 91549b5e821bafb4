import { cancelJob, newIdempotencyKey } from "../http/api";
import { RequestFailed } from "../http/problem";
import { glyph, h, show } from "../ui/dom";
import { GLYPHS } from "../ui/glyphs";
import { CANCEL_REASONS } from "../ui/words";
import { problemBox } from "./problem-box";

/** Cancels a job, after asking why. A repeated try carries the same key, so it cannot cancel twice. */
export class CancelForm {
    readonly opener = h("button.ghost.danger", { "data-testid": "cancel-job", onclick: () => this.open() }, glyph(GLYPHS.cancel), "Cancel job");
    readonly element: HTMLFormElement;
    private readonly reason = h("input", {
        type: "text", placeholder: "Reason", maxlength: 200, required: true, "aria-label": "Reason", "data-testid": "cancel-reason",
    });
    private readonly confirm = h("button.primary.danger", { type: "submit", "data-testid": "cancel-confirm" }, "Cancel this job");
    private readonly problem = h("div", { "data-testid": "cancel-problem" });
    private key = newIdempotencyKey();

    constructor(private readonly id: string, private readonly onDone: () => void) {
        const presets = CANCEL_REASONS.map((text) => h("button.tag", { type: "button", onclick: () => this.choose(text) }, text));
        this.element = h("form.cancel-form", { hidden: true, onsubmit: (event: Event) => void this.submit(event) },
            h("div.tags", {}, ...presets), this.reason, this.problem,
            h("div.actions", {}, h("button.ghost", { type: "button", onclick: () => show(this.element, false) }, "Keep it"), this.confirm));
        this.reason.addEventListener("input", () => (this.key = newIdempotencyKey()));
    }

    allow(possible: boolean): void {
        if (!possible) show(this.element, false);
    }

    private open(): void {
        show(this.element, this.element.hidden === true);
        if (!this.element.hidden) this.reason.focus();
    }

    private choose(text: string): void {
        this.reason.value = text;
        this.key = newIdempotencyKey();
        this.confirm.focus();
    }

    private async submit(event: Event): Promise<void> {
        event.preventDefault();
        this.confirm.disabled = true;
        this.problem.replaceChildren();
        try {
            await cancelJob(this.id, this.reason.value.trim(), this.key);
            show(this.element, false);
            this.onDone();
        } catch (failure) {
            if (failure instanceof RequestFailed) this.problem.replaceChildren(problemBox(failure));
            else throw failure;
        } finally {
            this.confirm.disabled = false;
        }
    }
}
