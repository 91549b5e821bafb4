import type { City } from "../live/city";
import { h, glyph, show } from "../ui/dom";
import { GLYPHS } from "../ui/glyphs";
import type { Selected, Selection } from "../ui/selection";
import { DriverCard } from "./driver-card";
import { JobCard } from "./job-card";

/** What a card in the drawer can do; further kinds of cards (zones, decisions, cases) join here. */
export interface Card {
    readonly element: HTMLElement;
    /** Every second and after each frame. */
    update(): void;
    close(): void;
}

export interface DrawerContext {
    city: City;
    selection: Selection;
    /** The server's time in milliseconds. */
    now: () => number;
    fly: (thing: Selected) => void;
    toast: (text: string) => void;
}

/** The panel on the right with everything about the selected job or driver. */
export class Drawer {
    private card: Card | null = null;

    constructor(private readonly root: HTMLElement, private readonly context: DrawerContext) {
        context.selection.onChange(() => this.open(context.selection.selected));
    }

    update(): void {
        this.card?.update();
    }

    private open(thing: Selected | null): void {
        this.card?.close();
        this.card = thing ? this.cardFor(thing) : null;
        show(this.root, this.card !== null);
        document.documentElement.classList.toggle("drawer-open", this.card !== null);
        if (!this.card) {
            this.root.replaceChildren();
            return;
        }
        const close = h("button.icon-button.drawer-close", {
            "aria-label": "Close details", title: "Close (Esc)", onclick: () => this.context.selection.select(null),
        }, glyph(GLYPHS.close));
        this.root.replaceChildren(this.card.element, close);
        this.root.scrollTop = 0;
        this.card.update();
    }

    private cardFor(thing: Selected): Card {
        return thing.type === "job" ? new JobCard(thing.id, this.context) : new DriverCard(thing.id, this.context);
    }
}
