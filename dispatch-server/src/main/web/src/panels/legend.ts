import { DRIVER_STATES } from "../protocol";
import { h, say, show } from "../ui/dom";
import type { LayerChoice } from "../ui/layer-choice";
import { css, mixed, type Palette } from "../ui/palette";
import { driverStateText } from "../ui/words";
import { heatMeaning } from "./layer-panel";

const WAIT_LABELS = ["< 1 min", "1–3", "3–6", "> 6 min"];

/** What the colours and shapes mean. */
export class Legend {
    private readonly cellRow = h("div.legend-row", { hidden: true });
    private readonly driverRow = h("div.legend-row");
    private readonly cellSteps = h("span.steps-bar");
    private readonly heatRow = h("div.legend-row.legend-heat", { hidden: true });
    private readonly heatTitle = h("span.legend-title");
    private readonly heatMost = h("span.legend-text");
    private readonly heatSteps = h("span.steps-bar");

    constructor(root: HTMLElement, private readonly choice: LayerChoice, private palette: Palette) {
        this.driverRow.append(h("span.legend-title", {}, "Drivers"), ...DRIVER_STATES.map((s) =>
            h("span.legend-item", {}, h("i.shape", { "data-colour": `driver-${s}`, "data-shape": s }), driverStateText(s))),
            h("span.legend-item.legend-faded", {}, h("i.shape", { "data-colour": "driver-IDLE", "data-shape": "OLD" }), "Old position"));
        this.cellRow.append(h("span.legend-title", {}, "Per cell"), h("span.legend-item", {}, "All idle", this.cellSteps, "all on a job"),
            h("span.legend-item", {}, h("i.shape", { "data-shape": "CELL", "data-colour": "driver-IDLE" }), "Number of drivers"),
            h("span.legend-item", {}, h("i.shape", { "data-shape": "BADGE", "data-colour": "wait-1" }), "Waiting jobs"));
        this.heatRow.append(this.heatTitle, h("span.legend-text", {}, "1"), this.heatSteps, this.heatMost);
        root.append(
            this.heatRow,
            this.driverRow,
            this.cellRow,
            h("div.legend-row", {}, h("span.legend-title", {}, "Waiting"), ...WAIT_LABELS.map((label, i) =>
                h("span.legend-item", {}, h("i.shape", { "data-colour": `wait-${i}`, "data-shape": "STOP" }), label)),
                h("span.legend-item", {}, h("i.shape", { "data-colour": "calm", "data-shape": "CALM" }), "Accepted")));
    }

    /** `counted` says whether drivers are shown as counts per cell. */
    update(most: number, palette: Palette, counted: boolean): void {
        const { heat } = this.choice.visible;
        show(this.cellRow, counted && heat === "off");
        show(this.driverRow, !counted);
        this.paintCells(palette);
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

    private paintCells(palette: Palette): void {
        if (this.cellSteps.dataset.key === palette.background) return;
        this.cellSteps.dataset.key = palette.background;
        this.cellSteps.replaceChildren(...[0, 0.33, 0.67, 1].map((share) => {
            const step = h("i");
            step.style.background = css(mixed(palette.driver.IDLE, palette.driver.ON_JOB, share));
            return step;
        }));
    }
}
