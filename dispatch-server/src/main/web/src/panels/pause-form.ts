import { getPause, newIdempotencyKey, setPause } from "../http/api";
import { RequestFailed } from "../http/problem";
import { h, say, show } from "../ui/dom";
import { dateAndTime } from "../ui/format";
import { problemBox } from "./problem-box";

const KEPT_NAME = "antar.operator.name";

/** Whether a human keeps the driver from offers, who and why; and doing so, or ending it, with a name and a reason. */
export class PauseForm {
    readonly opener = h("button.ghost", { "data-testid": "pause-driver", onclick: () => this.open() }, "Pause…");
    readonly note = h("div.reason", { hidden: true, "data-testid": "paused" });
    readonly element: HTMLFormElement;
    private readonly by = h("input", { type: "text", required: true, maxlength: 64, placeholder: "Your name", "aria-label": "Your name", "data-testid": "pause-by" });
    private readonly reason = h("input", { type: "text", required: true, maxlength: 200, placeholder: "Reason; the driver reads it", "aria-label": "Reason", "data-testid": "pause-reason" });
    private readonly confirm = h("button.primary", { type: "submit", "data-testid": "pause-confirm" });
    private readonly problem = h("div");
    private paused = false;
    private key = newIdempotencyKey();

    constructor(private readonly driver: string, private readonly region: () => string, private readonly toast: (text: string) => void) {
        this.by.value = localStorage.getItem(KEPT_NAME) ?? "";
        this.element = h("form.cancel-form", { hidden: true, onsubmit: (event: Event) => void this.submit(event), oninput: () => (this.key = newIdempotencyKey()) },
            this.by, this.reason, this.problem,
            h("div.actions", {}, h("button.ghost", { type: "button", onclick: () => show(this.element, false) }, "Leave it"), this.confirm));
        void this.load();
    }

    private async load(): Promise<void> {
        try {
            const now = await getPause(this.driver, this.region());
            this.paused = now.paused;
            show(this.note, now.paused);
            say(this.note, now.paused ? `Paused ${dateAndTime(now.at)} by ${now.by}: ${now.reason}` : "");
            say(this.opener, now.paused ? "Let back in…" : "Pause…");
            say(this.confirm, now.paused ? "Let back in" : "Pause this driver");
        } catch (failure) {
            if (!(failure instanceof RequestFailed)) throw failure;
            show(this.opener, false);
        }
    }

    private open(): void {
        show(this.element, this.element.hidden === true);
        if (!this.element.hidden) (this.by.value === "" ? this.by : this.reason).focus();
    }

    private async submit(event: Event): Promise<void> {
        event.preventDefault();
        this.confirm.disabled = true;
        this.problem.replaceChildren();
        try {
            const by = this.by.value.trim();
            await setPause(this.driver, !this.paused, { by, reason: this.reason.value.trim(), region: this.region() }, this.key);
            localStorage.setItem(KEPT_NAME, by);
            this.toast(this.paused ? "Let back in; the driver is told" : "Paused; the driver is told why");
            this.reason.value = "";
            this.key = newIdempotencyKey();
            show(this.element, false);
            await this.load();
        } catch (failure) {
            if (!(failure instanceof RequestFailed)) throw failure;
            this.problem.replaceChildren(problemBox(failure));
        } finally {
            this.confirm.disabled = false;
        }
    }
}
