import { glyph, h, say, show } from "../ui/dom";
import { GLYPHS } from "../ui/glyphs";

/** A list of labelled facts; a fact without a value is hidden. */
export class Facts {
    readonly element = h("dl.facts");
    private readonly rows = new Map<string, { row: HTMLElement; value: HTMLElement }>();

    set(label: string, value: string | null): HTMLElement {
        let entry = this.rows.get(label);
        if (!entry) {
            const dd = h("dd");
            entry = { row: h("div.fact", {}, h("dt", {}, label), dd), value: dd };
            this.rows.set(label, entry);
            this.element.append(entry.row);
        }
        show(entry.row, value !== null && value !== "");
        say(entry.value, value ?? "");
        return entry.value;
    }

    /** A fact that leads to another driver or job. */
    link(label: string, text: string | null, go: () => void): void {
        const shown = this.rows.get(label);
        if (shown?.value.dataset.link === text) return;
        const value = this.set(label, text);
        value.dataset.link = text ?? "";
        value.replaceChildren(h("button.link", { onclick: go }, text ?? ""));
    }
}

/** The heading of a card: symbol, kind of thing, its id to copy. */
export function cardHead(symbol: string, kind: string, id: string, toast: (text: string) => void, chip: HTMLElement): HTMLElement {
    const copy = async () => {
        try {
            await navigator.clipboard.writeText(id);
            toast("Copied");
        } catch {
            toast("This browser does not let the page copy");
        }
    };
    return h("header.card-head", {},
        h("span.card-symbol", {}, glyph(symbol)),
        h("div.card-title", {},
            h("span.card-kind", {}, kind),
            h("h2", { "data-testid": "drawer-id", title: id }, id)),
        h("button.icon-button.small", { title: "Copy the id", "aria-label": "Copy the id", onclick: copy }, glyph(GLYPHS.copy)),
        chip);
}
