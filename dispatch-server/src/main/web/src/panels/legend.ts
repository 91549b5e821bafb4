import { DRIVER_STATES } from "../protocol";
import { h, say, show } from "../ui/dom";
import type { LayerChoice } from "../ui/layer-choice";
import { css, type Palette } from "../ui/palette";
import { driverStateText } from "../ui/words";
import { heatMeaning } from "./layer-panel";

const WAIT_LABELS = ["< 1 min", "1–3", "3–6", "> 6 min"];

/** What the colours and shapes mean. */
export class Legend {
    private readonly heatRow = h("div.legend-row.legend-heat", { hidden: true });
    private readonly heatTitle = h("span.legend-title");
    private readonly heatMost = h("span.legend-text");
    private readonly heatSteps = h("span.steps-bar");

    constructor(root: HTMLElement, private readonly choice: LayerChoice, private palette: Palette) {
        this.heatRow.append(this.heatTitle, h("span.legend-text", {}, "1"), this.heatSteps, this.heatMost);
        root.append(
            this.heatRow,
            h("div.legend-row", {}, h("span.legend-title", {}, "Drivers"), ...DRIVER_STATES.map((s) =>
                h("span.legend-item", {}, h("i.shape", { "data-colour": `driver-${s}`, "data-shape": s }), driverStateText(s))),
                h("span.legend-item.legend-faded", {}, h("i.shape", { "data-colour": "driver-IDLE", "data-shape": "OLD" }), "Old position")),
            h("div.legend-row", {}, h("span.legend-title", {}, "Waiting"), ...WAIT_LABELS.map((label, i) =>
                h("span.legend-item", {}, h("i.shape", { "data-colour": `wait-${i}`, "data-shape": "STOP" }), label)),
                h("span.legend-item", {}, h("i.shape", { "data-colour": "calm", "data-shape": "CALM" }), "Accepted")));
    }

    update(most: number, palette: Palette): void {
        const { heat } = this.choice.visible;
        show(this.heatRow, heat !== "off");
        if (heat === "off") return;
        say(this.heatTitle, heatMeaning(heat));
        say(this.heatMost, `${Math.max(most, 1)} per cell`);
        const key = `${heat} ${palette.background}`;
        if (this.heatSteps.dataset.key === key) return;
        this.heatSteps.dataset.key = key;
        this.palette = palette;
        this.heatSteps.replaceChildren(...this.palette.heat[heat].map((colour) => {
            const step = h("i");
            step.style.background = css(colour);
            return step;
        }));
    }
}
