import type { DriverState } from "../protocol";

export type Rgb = readonly [number, number, number];

/**
 * Colours of the map in one theme. Hues are told apart under deuteranopia, protanopia and tritanopia (after
 * Okabe and Ito), and every state also has its own shape or brightness. The panels use the same values by
 * the CSS variables of styles/theme.css.
 */
export interface Palette {
    background: string;
    gridLine: string;
    street: string;
    streetMajor: string;
    streetMinor: string;
    area: string;
    driver: Record<DriverState, Rgb>;
    outline: Rgb;
    wait: readonly Rgb[];
    calm: Rgb;
    route: Rgb;
    label: Rgb;
    labelInk: Rgb;
    offerInk: Rgb;
    heat: Record<"supply" | "demand" | "unserved", readonly Rgb[]>;
}

const DARK: Palette = {
    background: "#0c1117",
    gridLine: "#18212b",
    street: "#1f2a35",
    streetMajor: "#2f3e4d",
    streetMinor: "#161e27",
    area: "#111922",
    driver: {
        IDLE: [38, 208, 170],
        OFFERED: [250, 214, 84],
        ON_JOB: [86, 160, 255],
        OFFLINE: [104, 118, 133],
    },
    outline: [8, 12, 17],
    wait: [[236, 241, 247], [255, 190, 92], [255, 122, 66], [240, 72, 156]],
    calm: [134, 172, 224],
    route: [236, 241, 247],
    label: [16, 22, 29],
    labelInk: [236, 241, 247],
    offerInk: [16, 22, 29],
    heat: {
        supply: [[14, 62, 60], [18, 112, 102], [30, 164, 142], [92, 226, 192]],
        demand: [[62, 44, 22], [128, 80, 26], [204, 124, 38], [255, 190, 92]],
        unserved: [[66, 24, 50], [128, 36, 84], [196, 52, 122], [255, 104, 172]],
    },
};

const LIGHT: Palette = {
    background: "#eef1f4",
    gridLine: "#dfe5ea",
    street: "#ffffff",
    streetMajor: "#ffffff",
    streetMinor: "#e4e9ee",
    area: "#e6ebf0",
    driver: {
        IDLE: [0, 137, 112],
        OFFERED: [224, 160, 0],
        ON_JOB: [27, 101, 226],
        OFFLINE: [142, 153, 165],
    },
    outline: [255, 255, 255],
    wait: [[52, 64, 78], [214, 128, 0], [216, 76, 20], [194, 24, 112]],
    calm: [80, 120, 182],
    route: [31, 41, 55],
    label: [255, 255, 255],
    labelInk: [24, 32, 42],
    offerInk: [24, 20, 8],
    heat: {
        supply: [[196, 232, 222], [128, 206, 188], [52, 166, 144], [0, 112, 94]],
        demand: [[252, 228, 188], [248, 194, 118], [230, 146, 44], [182, 96, 0]],
        unserved: [[248, 210, 228], [236, 156, 194], [214, 84, 148], [160, 16, 92]],
    },
};

export function paletteOf(theme: "dark" | "light"): Palette {
    return theme === "dark" ? DARK : LIGHT;
}

/** Bounds of the colour steps of a wait, in seconds. */
export const WAIT_STEPS = [60, 180, 360] as const;

export function waitStep(seconds: number): number {
    let step = 0;
    for (const bound of WAIT_STEPS) if (seconds >= bound) step++;
    return step;
}

export function css([r, g, b]: Rgb): string {
    return `rgb(${r} ${g} ${b})`;
}

/** A colour on the way from one to another, `share` being 0..1. */
export function mixed(from: Rgb, to: Rgb, share: number): Rgb {
    const at = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share);
    return [at(0), at(1), at(2)];
}
