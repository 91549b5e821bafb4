import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer, PathLayer, TextLayer } from "@deck.gl/layers";
import { cellToLatLng } from "h3-js";
import type { City } from "../../live/city";
import type { CellFrame } from "../../protocol";
import { shortCount } from "../../ui/format";
import type { Visible } from "../../ui/layer-choice";
import { mixed, type Palette, type Rgb } from "../../ui/palette";
import { outline, stepOf } from "../cells";
import { FONT } from "./clocks";

const FADE_MS = 320;
const INSET = 0.07;
const ALPHA = [46, 74, 106, 142] as const;
const WAITING = ["PENDING", "OFFERED"] as const;

interface Hexagon {
    frame: CellFrame;
    center: [number, number];
    drivers: number;
    /** Share of the drivers who are on a job, 0..1. */
    busy: number;
    waiting: number;
}

interface Sheet {
    resolution: number;
    hexagons: Hexagon[];
    most: number;
}

/**
 * Far out, drivers as counts per H3 cell: the fuller the stronger, the busier the bluer, with the number of
 * drivers and of waiting jobs. When cells of another size come, or drivers one by one, one fades into the other.
 */
export class Aggregates {
    private current: Sheet | null = null;
    private leaving: Sheet | null = null;
    private since = -Infinity;
    private version = 0;

    /** After a frame from the server or a change of visibility. */
    refresh(city: City, visible: Visible, now: number): void {
        const resolution = city.detail.drivers === "CELLS" ? city.detail.resolution : null;
        const next = resolution === null ? null : sheet(resolution, city, visible);
        if ((next?.resolution ?? null) !== (this.current?.resolution ?? null)) {
            this.leaving = this.current;
            this.since = now;
        }
        this.current = next;
        this.version++;
    }

    /** Whether one picture is fading into another. */
    fading(now: number): boolean {
        return now - this.since < FADE_MS + 60;
    }

    /** 0..1: how far what is shown now has come in. */
    presence(now: number): number {
        return Math.min(1, Math.max(0, (now - this.since) / FADE_MS));
    }

    draw(palette: Palette, now: number): Layer[] {
        const presence = this.presence(now);
        if (presence >= 1) this.leaving = null;
        return [
            ...(this.leaving ? layers("leaving", this.leaving, palette, 1 - presence, this.version) : []),
            ...(this.current ? layers("cells", this.current, palette, presence, this.version) : []),
        ];
    }
}

function layers(id: string, { hexagons, most }: Sheet, palette: Palette, opacity: number, version: number): Layer[] {
    const look = { getFillColor: version, getColor: version, getText: version, getPosition: version, getPolygon: version, getPath: version };
    const colour = (h: Hexagon): Rgb => mixed(palette.driver.IDLE, palette.driver.ON_JOB, h.busy);
    const peopled = hexagons.filter((h) => h.drivers > 0);
    const waiting = hexagons.filter((h) => h.waiting > 0);
    return [
        new SolidPolygonLayer<Hexagon>({
            id: `${id}-fill`,
            data: hexagons,
            opacity,
            getPolygon: (h) => outline(h.frame.cell, INSET),
            getFillColor: (h) => (h.drivers === 0 ? [...palette.driver.OFFLINE, 26] : [...colour(h), ALPHA[stepOf(h.drivers, most, ALPHA.length)]!]),
            extruded: false,
            updateTriggers: look,
        }),
        new PathLayer<Hexagon>({
            id: `${id}-edge`,
            data: hexagons,
            opacity,
            getPath: (h) => outline(h.frame.cell, INSET),
            getColor: (h) => (h.drivers === 0 ? [...palette.driver.OFFLINE, 90] : [...colour(h), 190]),
            widthUnits: "pixels",
            getWidth: 1.25,
            jointRounded: true,
            updateTriggers: look,
        }),
        new TextLayer<Hexagon>({
            id: `${id}-drivers`,
            data: peopled,
            opacity,
            getPosition: (h) => h.center,
            getText: (h) => shortCount(h.drivers),
            getPixelOffset: (h) => [0, h.waiting > 0 ? -7 : 0],
            getSize: 12.5,
            fontFamily: FONT,
            fontWeight: 700,
            characterSet: "0123456789.k",
            fontSettings: { sdf: false, fontSize: 48, buffer: 4 },
            getColor: [...palette.labelInk],
            updateTriggers: { ...look, getPixelOffset: version },
        }),
        new TextLayer<Hexagon>({
            id: `${id}-waiting`,
            data: waiting,
            opacity,
            getPosition: (h) => h.center,
            getText: (h) => shortCount(h.waiting),
            getPixelOffset: (h) => [0, h.drivers > 0 ? 8 : 0],
            getSize: 10.5,
            fontFamily: FONT,
            fontWeight: 700,
            characterSet: "0123456789.k",
            fontSettings: { sdf: false, fontSize: 48, buffer: 4 },
            getColor: [...palette.wait[1]!],
            background: true,
            getBackgroundColor: [...palette.label, 235],
            backgroundPadding: [5, 1.5, 5, 1.5],
            backgroundBorderRadius: 6,
            updateTriggers: { ...look, getPixelOffset: version },
        }),
    ];
}

function sheet(resolution: number, city: City, visible: Visible): Sheet {
    const hexagons: Hexagon[] = [];
    let most = 0;
    for (const frame of city.cells.values()) {
        const idle = visible.IDLE ? (frame.drivers.IDLE ?? 0) : 0;
        const offered = visible.OFFERED ? (frame.drivers.OFFERED ?? 0) : 0;
        const busy = visible.ON_JOB ? (frame.drivers.ON_JOB ?? 0) : 0;
        const drivers = idle + offered + busy;
        const waiting = visible.jobs ? waitingIn(frame) : 0;
        if (drivers === 0 && waiting === 0) continue;
        const [lat, lng] = cellToLatLng(frame.cell);
        hexagons.push({ frame, center: [lng, lat], drivers, busy: drivers === 0 ? 0 : busy / drivers, waiting });
        most = Math.max(most, drivers);
    }
    return { resolution, hexagons, most };
}

export function waitingIn(frame: CellFrame): number {
    return WAITING.reduce((sum, state) => sum + (frame.jobs[state] ?? 0), 0);
}
