import { getExplanation } from "../http/api";
import { RequestFailed } from "../http/problem";
import type { Explanation, ExplanationLanguage } from "../protocol";
import { h, say, show } from "../ui/dom";
import { timeOfDay } from "../ui/format";

const LANGUAGES: readonly [ExplanationLanguage, string][] = [["en", "English"], ["id", "Bahasa Indonesia"]];
const KEPT = "antar.explanation.language";

/** The language that explanations are read in here. */
export function pageLanguage(): ExplanationLanguage {
    return localStorage.getItem(KEPT) === "id" ? "id" : "en";
}

/** Why a job went to whom it did, in words, as the server's records have it. */
export class Why {
    readonly element: HTMLElement;
    private readonly list = h("ol.why", { "data-testid": "why" });
    private readonly note = h("p.empty", {}, "Loading…");
    private readonly choice: HTMLElement;
    private language: ExplanationLanguage = pageLanguage();
    private asked = 0;

    constructor(private readonly job: string, private readonly stop: AbortSignal) {
        this.choice = h("div.segments", { role: "group", "aria-label": "Language" }, ...LANGUAGES.map(([word, name]) =>
            h("button", { "data-lang": word, "aria-pressed": String(word === this.language), onclick: () => this.choose(word) }, name)));
        this.element = h("section", {}, h("h3", {}, "Why"), this.choice, this.list, this.note);
        void this.load();
    }

    private choose(language: ExplanationLanguage): void {
        this.language = language;
        localStorage.setItem(KEPT, language);
        for (const button of this.choice.children) button.setAttribute("aria-pressed", String((button as HTMLElement).dataset.lang === language));
        void this.load();
    }

    /** Asks again; records follow a decision by a moment. */
    async load(): Promise<void> {
        const asked = ++this.asked;
        try {
            const told = await getExplanation(this.job, this.language, Intl.DateTimeFormat().resolvedOptions().timeZone);
            if (!this.stop.aborted && asked === this.asked) this.tell(told);
        } catch (failure) {
            if (this.stop.aborted || !(failure instanceof RequestFailed)) return;
            say(this.note, `No explanation is available: ${failure.message}`);
            show(this.note, true);
        }
    }

    private tell(told: Explanation): void {
        this.list.lang = told.lang;
        this.list.replaceChildren(...told.sentences.map(({ code, at, text }) =>
            h("li", { "data-code": code }, h("time", {}, timeOfDay(at)), h("span", {}, text))));
        show(this.note, told.sentences.length === 0);
        say(this.note, "Nothing is recorded yet.");
    }
}
