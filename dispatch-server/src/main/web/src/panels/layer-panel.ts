import { DRIVER_STATES } from "../protocol";
import { h, show } from "../ui/dom";
import type { HeatMode, LayerChoice, Visible } from "../ui/layer-choice";
import { driverStateText } from "../ui/words";

const HEAT: Record<HeatMode, [label: string, meaning: string]> = {
    off: ["Off", ""],
    supply: ["Supply", "Idle drivers with a live position"],
    demand: ["Demand", "Jobs asked for in the last 15 minutes"],
    unserved: ["Unserved", "Jobs waiting without an offer, or unfulfilled in the last 15 minutes"],
};

export function heatMeaning(mode: HeatMode): string {
    return HEAT[mode][1];
}

/** What is drawn on the map. */
export class LayerPanel {
    readonly element: HTMLElement;

    constructor(private readonly choice: LayerChoice, hasStreets: () => boolean) {
        const streets = this.toggle("streets", "Streets", null);
        this.element = h("div.popover.card", { hidden: true, "data-testid": "layers" },
            h("h3", {}, "Hexagons"), this.heat(),
            h("h3", {}, "Drivers"), ...DRIVER_STATES.map((s) => this.toggle(s, driverStateText(s), `driver-${s}`)),
            h("h3", {}, "Jobs"),
            this.toggle("jobs", "Pickups", "job-PENDING"),
            this.toggle("clocks", "Waiting clocks", null),
            this.toggle("approach", "On the way to pickup", "line-approach"),
            this.toggle("offers", "Live offers", "line-offer"),
            streets);
        this.refreshStreets = () => show(streets, hasStreets());
        this.refreshStreets();
    }

    readonly refreshStreets: () => void;

    toggleOpen(): void {
        show(this.element, this.element.hidden === true);
    }

    /** True if it was open. */
    close(): boolean {
        const wasOpen = !this.element.hidden;
        show(this.element, false);
        return wasOpen;
    }

    private toggle(name: Exclude<keyof Visible, "heat">, label: string, colour: string | null): HTMLElement {
        const box = h("input", { type: "checkbox", "data-layer": name });
        box.checked = this.choice.visible[name];
        box.addEventListener("change", () => this.choice.set(name, box.checked));
        return h("label.check", {}, box, h("i.swatch", { "data-colour": colour ?? "none" }), h("span", {}, label), h("span.switch"));
    }

    private heat(): HTMLElement {
        const buttons = (Object.keys(HEAT) as HeatMode[]).map((mode) =>
            h("button", {
                "data-heat": mode, "aria-pressed": String(this.choice.visible.heat === mode), title: HEAT[mode][1],
                onclick: () => this.choice.set("heat", mode),
            }, HEAT[mode][0]));
        this.choice.onChange(() => {
            for (const b of buttons) b.setAttribute("aria-pressed", String(b.dataset.heat === this.choice.visible.heat));
        });
        return h("div.segments", { role: "group", "aria-label": "Hexagon layer" }, ...buttons);
    }
}
