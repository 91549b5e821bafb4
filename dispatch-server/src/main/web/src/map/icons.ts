import { DRIVER_STATES, type DriverState, type JobKind } from "../protocol";
import { css, type Palette, type Rgb } from "../ui/palette";

/** Pixels of one icon in the atlas, and the CSS pixels it stands for at scale 1. */
const CELL = 96;
export const ICON_SIZE = 32;
const COLUMNS = 8;

export interface IconAtlas {
    image: HTMLCanvasElement;
    mapping: Record<string, { x: number; y: number; width: number; height: number; mask: boolean }>;
}

export const driverIcon = (state: DriverState, oriented: boolean, gone: boolean): string =>
    `${state}-${oriented ? "arrow" : "dot"}${gone ? "-gone" : ""}`;
export const waitingIcon = (step: number, kind: JobKind): string => `wait${step}-${kind}`;
export const calmIcon = (scheduled: boolean, kind: JobKind): string => `${scheduled ? "scheduled" : "calm"}-${kind}`;

/** Draws every symbol of the map once, in the colours of the theme. */
export function drawIcons(palette: Palette): IconAtlas {
    const symbols: [name: string, draw: (pen: CanvasRenderingContext2D) => void][] = [];
    for (const state of DRIVER_STATES) {
        const fill = palette.driver[state];
        for (const gone of [false, true]) {
            symbols.push([driverIcon(state, true, gone), (pen) => arrow(pen, fill, palette.outline, state, gone)]);
            symbols.push([driverIcon(state, false, gone), (pen) => dot(pen, fill, palette.outline, state, gone)]);
        }
    }
    for (const kind of ["RIDE", "DELIVERY"] as const) {
        palette.wait.forEach((colour, step) =>
            symbols.push([waitingIcon(step, kind), (pen) => stop(pen, kind, colour, palette.outline, true)]));
        symbols.push([calmIcon(false, kind), (pen) => stop(pen, kind, palette.calm, palette.outline, false)]);
        symbols.push([calmIcon(true, kind), (pen) => stop(pen, kind, palette.driver.OFFLINE, palette.outline, false)]);
    }
    symbols.push(["dropoff", (pen) => flag(pen, palette.route, palette.outline)]);
    return pack(symbols);
}

function pack(symbols: [string, (pen: CanvasRenderingContext2D) => void][]): IconAtlas {
    const image = document.createElement("canvas");
    image.width = COLUMNS * CELL;
    image.height = Math.ceil(symbols.length / COLUMNS) * CELL;
    const pen = image.getContext("2d");
    if (!pen) throw new Error("This browser cannot draw on a canvas");
    const mapping: IconAtlas["mapping"] = {};
    symbols.forEach(([name, draw], i) => {
        const x = (i % COLUMNS) * CELL;
        const y = Math.floor(i / COLUMNS) * CELL;
        mapping[name] = { x, y, width: CELL, height: CELL, mask: false };
        pen.save();
        pen.translate(x + CELL / 2, y + CELL / 2);
        pen.scale(CELL / ICON_SIZE, CELL / ICON_SIZE);
        pen.lineJoin = "round";
        draw(pen);
        pen.restore();
    });
    return { image, mapping };
}

function arrow(pen: CanvasRenderingContext2D, fill: Rgb, edge: Rgb, state: DriverState, gone: boolean): void {
    const path = new Path2D("M0-10 7.4 8.2 0 4.6-7.4 8.2z");
    if (state === "OFFERED") halo(pen, fill);
    paint(pen, path, fill, edge, gone);
}

function dot(pen: CanvasRenderingContext2D, fill: Rgb, edge: Rgb, state: DriverState, gone: boolean): void {
    const radius = state === "OFFLINE" ? 4 : 6;
    const path = new Path2D();
    path.arc(0, 0, radius, 0, 2 * Math.PI);
    if (state === "OFFERED") halo(pen, fill);
    paint(pen, path, fill, edge, gone);
}

/** Filled with an edge that separates it from what lies below; a lost driver is only an outline. */
function paint(pen: CanvasRenderingContext2D, path: Path2D, fill: Rgb, edge: Rgb, hollow: boolean): void {
    pen.lineWidth = hollow ? 2.2 : 3;
    pen.strokeStyle = css(hollow ? fill : edge);
    pen.stroke(path);
    if (hollow) return;
    pen.fillStyle = css(fill);
    pen.fill(path);
}

function halo(pen: CanvasRenderingContext2D, [r, g, b]: Rgb): void {
    pen.beginPath();
    pen.arc(0, 0, 13.5, 0, 2 * Math.PI);
    pen.fillStyle = `rgb(${r} ${g} ${b} / 0.2)`;
    pen.fill();
    pen.lineWidth = 1.4;
    pen.strokeStyle = `rgb(${r} ${g} ${b} / 0.75)`;
    pen.stroke();
}

/** A pickup: round for rides, square for deliveries; strong while the customer waits for a driver. */
function stop(pen: CanvasRenderingContext2D, kind: JobKind, fill: Rgb, edge: Rgb, strong: boolean): void {
    const r = strong ? 9 : 6.5;
    const path = new Path2D();
    if (kind === "RIDE") path.arc(0, 0, r, 0, 2 * Math.PI);
    else path.roundRect(-r * 0.92, -r * 0.92, r * 1.84, r * 1.84, r * 0.4);
    pen.lineWidth = 4;
    pen.strokeStyle = css(edge);
    pen.stroke(path);
    pen.fillStyle = css(strong ? fill : edge);
    pen.fill(path);
    if (!strong) {
        pen.lineWidth = 2.2;
        pen.strokeStyle = css(fill);
        pen.stroke(path);
        disc(pen, 0, 0, 2, css(fill));
        return;
    }
    if (kind === "RIDE") {
        disc(pen, 0, -2.6, 2.5, css(edge));
        pen.beginPath();
        pen.ellipse(0, 4.4, 4.3, 3.2, 0, Math.PI, 2 * Math.PI);
        pen.fillStyle = css(edge);
        pen.fill();
        return;
    }
    const box = new Path2D("M-4-2.2 0-4.4 4-2.2V2.4L0 4.6-4 2.4zM-4-2.2 0 0 4-2.2M0 0v4.6");
    pen.lineWidth = 1.5;
    pen.strokeStyle = css(edge);
    pen.stroke(box);
}

function flag(pen: CanvasRenderingContext2D, fill: Rgb, edge: Rgb): void {
    const path = new Path2D();
    path.roundRect(-5, -5, 10, 10, 2);
    pen.rotate(Math.PI / 4);
    pen.lineWidth = 4;
    pen.strokeStyle = css(edge);
    pen.stroke(path);
    pen.fillStyle = css(fill);
    pen.fill(path);
    pen.rotate(-Math.PI / 4);
    disc(pen, 0, 0, 2.4, css(edge));
}

function disc(pen: CanvasRenderingContext2D, x: number, y: number, r: number, fill: string): void {
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fillStyle = fill;
    pen.fill();
}
