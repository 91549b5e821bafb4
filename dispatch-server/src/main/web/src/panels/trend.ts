import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { History } from "../live/history";
import { h, say } from "../ui/dom";
import { css, type Palette } from "../ui/palette";

const HEIGHT = 96;
const SHORTEST_SPAN_S = 60;

/** Free drivers against waiting jobs over the last quarter of an hour. */
export class Trend {
    readonly element: HTMLElement;
    private readonly box = h("div.trend-plot");
    private readonly span = h("span.section-total");
    private plot: uPlot | null = null;

    constructor(private readonly history: History, private palette: Palette) {
        this.element = h("section.trend", {},
            h("h2", {}, "Supply and demand", this.span),
            this.box,
            h("div.trend-key", {},
                h("span", {}, h("i.swatch", { "data-colour": "driver-IDLE" }), "Idle drivers"),
                h("span", {}, h("i.swatch", { "data-colour": "job-PENDING" }), "Waiting jobs")));
        new ResizeObserver(() => this.resize()).observe(this.box);
    }

    repaint(palette: Palette): void {
        this.palette = palette;
        this.plot?.destroy();
        this.plot = null;
        this.update();
    }

    update(): void {
        const { at, supply, demand } = this.history;
        const first = at[0];
        const last = at.at(-1);
        if (first === undefined || last === undefined || this.box.clientWidth === 0) return;
        this.plot ??= new uPlot(this.options(), [[], [], []], this.box);
        this.plot.setData([at, supply, demand], false);
        this.plot.batch(() => {
            this.plot?.setScale("x", { min: Math.min(first, last - SHORTEST_SPAN_S), max: last });
            this.plot?.setScale("y", { min: 0, max: Math.max(4, ...supply, ...demand) * 1.12 });
        });
        const minutes = Math.max(1, Math.round((last - first) / 60));
        say(this.span, minutes >= 15 ? "last 15 min" : `last ${minutes} min`);
    }

    private resize(): void {
        const width = this.box.clientWidth;
        if (width === 0) return;
        if (this.plot) this.plot.setSize({ width, height: HEIGHT });
        else this.update();
    }

    private options(): uPlot.Options {
        const style = getComputedStyle(document.documentElement);
        const ink = style.getPropertyValue("--ink-3").trim();
        const rule = style.getPropertyValue("--rule").trim();
        const font = "10px system-ui, sans-serif";
        const line = (rgb: readonly [number, number, number]): uPlot.Series => ({
            stroke: css(rgb),
            width: 1.75,
            fill: `rgb(${rgb.join(" ")} / 0.13)`,
            points: { show: false },
        });
        return {
            width: this.box.clientWidth,
            height: HEIGHT,
            legend: { show: false },
            cursor: { show: false },
            padding: [6, 16, 0, 0],
            scales: { x: { auto: false }, y: { auto: false } },
            axes: [
                {
                    stroke: ink, font, size: 18, gap: 3, space: 60, grid: { show: false }, ticks: { show: false },
                    values: (_plot, seconds) => seconds.map((s) => new Date(s * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })),
                    incrs: [60, 120, 300],
                },
                {
                    stroke: ink, font, size: 34, gap: 4, space: 26, ticks: { show: false }, grid: { stroke: rule, width: 1 },
                    incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
                },
            ],
            series: [{}, line(this.palette.driver.IDLE), line(this.palette.wait[1]!)],
        };
    }
}
