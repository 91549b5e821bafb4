import type { City } from "../live/city";
import { glyph, h, show } from "../ui/dom";
import { GLYPHS } from "../ui/glyphs";
import type { Selected } from "../ui/selection";
import { driverStateText, jobStateText, kindText } from "../ui/words";
import { find, type Found } from "./find";

/** Finds drivers and jobs by any part of their id. */
export class Search {
    readonly element: HTMLElement;
    private readonly input = h("input", {
        type: "search", placeholder: "Find a driver or job", "aria-label": "Find a driver or job by id",
        autocomplete: "off", spellcheck: "false", "data-testid": "search",
    });
    private readonly results = h("div.results", { role: "listbox", hidden: true });
    private found: Found[] = [];
    private marked = 0;

    constructor(private readonly city: City, private readonly choose: (thing: Selected) => void) {
        this.element = h("div.search", {}, glyph(GLYPHS.search), this.input, h("kbd", {}, "/"), this.results);
        this.input.addEventListener("input", () => this.refresh());
        this.input.addEventListener("focus", () => this.refresh());
        this.input.addEventListener("blur", () => setTimeout(() => show(this.results, false), 150));
        this.input.addEventListener("keydown", (event) => this.key(event));
    }

    focus(): void {
        this.input.focus();
        this.input.select();
    }

    /** True if there was something to close. */
    close(): boolean {
        if (document.activeElement !== this.input) return false;
        this.input.value = "";
        this.input.blur();
        return true;
    }

    private refresh(): void {
        this.found = find(this.city, this.input.value.trim());
        this.marked = 0;
        this.render();
    }

    private render(): void {
        show(this.results, this.input.value.trim() !== "");
        if (this.found.length === 0) {
            this.results.replaceChildren(h("p.empty", {}, "Nothing here has this id. Drivers are found where the map shows them one by one."));
            return;
        }
        this.results.replaceChildren(...this.found.map((f, i) =>
            h("button.result", {
                role: "option", "aria-selected": String(i === this.marked), title: f.thing.id,
                onpointerdown: (event: Event) => event.preventDefault(), onclick: () => this.pick(f),
            },
                glyph(f.thing.type === "driver" ? GLYPHS.target : f.kind === "RIDE" ? GLYPHS.ride : GLYPHS.delivery),
                h("span.result-id", {}, f.thing.id),
                h("span.chip", { "data-colour": `${f.thing.type}-${f.state}` },
                    f.thing.type === "driver" ? driverStateText(f.state) : `${kindText(f.kind)} · ${jobStateText(f.state)}`))));
    }

    private key(event: KeyboardEvent): void {
        const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
        if (step !== 0 && this.found.length > 0) {
            event.preventDefault();
            this.marked = (this.marked + step + this.found.length) % this.found.length;
            this.render();
        }
        const chosen = this.found[this.marked];
        if (event.key === "Enter" && chosen) this.pick(chosen);
    }

    private pick(found: Found): void {
        this.input.blur();
        show(this.results, false);
        this.choose(found.thing);
    }
}
