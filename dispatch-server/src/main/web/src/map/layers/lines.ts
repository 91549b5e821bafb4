import type { Layer } from "@deck.gl/core";
import { LineLayer, PathLayer, TextLayer } from "@deck.gl/layers";
import type { City, Job, Offer } from "../../live/city";
import type { Palette } from "../../ui/palette";
import { worldX, worldY } from "../mercator";
import type { Motion } from "../motion";
import { FONT } from "./clocks";

type Point = [number, number];
const CURVE_POINTS = 20;
/** How far a curve bends, as a share of its length. */
const BEND = 0.16;
const PULSE_MS = 1_300;
const PULSE_SHARE = 0.3;
/** The time left is told only on lines that are long enough to stay visible beside it. */
const CLOCKS_FROM_ZOOM = 12;
const CLOCK_ROOM_PIXELS = 64;

export function drawnAt(motion: Motion, driver: string): Point | null {
    const slot = motion.slotOf(driver);
    return slot === undefined ? null : [motion.positions[2 * slot]!, motion.positions[2 * slot + 1]!];
}

/** From each assigned driver to the pickup it is on the way to. */
export function drawApproaches(city: City, motion: Motion, palette: Palette, zoom: number): Layer {
    const strength = Math.round(Math.min(150, Math.max(45, 45 + (zoom - 12) * 50)));
    const lines: { from: Point; to: Point }[] = [];
    for (const job of city.jobs.values()) {
        const from = job.state === "ASSIGNED" && job.driver !== null ? drawnAt(motion, job.driver) : null;
        if (from) lines.push({ from, to: [job.pickup.lng, job.pickup.lat] });
    }
    return new LineLayer<{ from: Point; to: Point }>({
        id: "approaches",
        data: lines,
        getSourcePosition: (l) => l.from,
        getTargetPosition: (l) => l.to,
        getColor: [...palette.driver.ON_JOB, strength],
        widthUnits: "pixels",
        getWidth: 1.25,
    });
}

interface LiveOffer {
    offer: Offer;
    curve: Point[];
}

/** Live offers: a curve from driver to pickup on which light runs to the pickup, and (to lie on top) the seconds left. */
export function drawOffers(city: City, motion: Motion, palette: Palette, zoom: number, now: number): { lines: Layer[]; clocks: Layer } {
    const live: LiveOffer[] = [];
    for (const offer of city.offers.values()) {
        const job = city.jobs.get(offer.job);
        const from = drawnAt(motion, offer.driver);
        if (job && from && offer.expiresAt > now) live.push({ offer, curve: curve(from, [job.pickup.lng, job.pickup.lat]) });
    }
    const colour = palette.driver.OFFERED;
    const lines: Layer[] = [
        new PathLayer<LiveOffer>({
            id: "offers",
            data: live,
            getPath: (o) => o.curve,
            getColor: [...colour, 95],
            widthUnits: "pixels",
            getWidth: 2,
        }),
        new PathLayer<LiveOffer>({
            id: "offer-pulses",
            data: live,
            getPath: (o) => pulse(o.curve, ((now - o.offer.madeAt) % PULSE_MS) / PULSE_MS),
            getColor: [...colour, 255],
            widthUnits: "pixels",
            getWidth: 3,
            capRounded: true,
            updateTriggers: { getPath: now },
        }),
    ];
    const roomy = zoom < CLOCKS_FROM_ZOOM ? [] : live.filter((o) => pixelLength(o.curve, zoom) > CLOCK_ROOM_PIXELS);
    return { lines, clocks: timeLeft(roomy, palette, now) };
}

function timeLeft(live: LiveOffer[], palette: Palette, now: number): Layer {
    return new TextLayer<LiveOffer>({
        id: "offer-clocks",
        data: live,
        getPosition: (o) => o.curve[CURVE_POINTS / 2]!,
        getText: (o) => `${Math.ceil((o.offer.expiresAt - now) / 1000)} s`,
        getSize: 11,
        fontFamily: FONT,
        fontWeight: 700,
        characterSet: "0123456789 s",
        fontSettings: { sdf: false, fontSize: 48, buffer: 4 },
        getColor: [...palette.offerInk],
        background: true,
        getBackgroundColor: [...palette.driver.OFFERED, 255],
        backgroundPadding: [5, 2, 5, 2],
        backgroundBorderRadius: 7,
    });
}

/** The way of a looked-at job: driver → pickup (while somebody is on the way) → dropoff. */
export function drawRoutes(jobs: Job[], motion: Motion, palette: Palette): Layer {
    const paths: { path: Point[]; strong: boolean }[] = [];
    for (const job of jobs) {
        const pickup: Point = [job.pickup.lng, job.pickup.lat];
        const dropoff: Point = [job.dropoff.lng, job.dropoff.lat];
        const driver = job.driver === null ? null : drawnAt(motion, job.driver);
        if (job.state === "PICKED_UP" && driver) {
            paths.push({ path: curve(pickup, driver), strong: false }, { path: curve(driver, dropoff), strong: true });
            continue;
        }
        if (driver) paths.push({ path: curve(driver, pickup), strong: true });
        paths.push({ path: curve(pickup, dropoff), strong: true });
    }
    return new PathLayer<{ path: Point[]; strong: boolean }>({
        id: "routes",
        data: paths,
        getPath: (p) => p.path,
        getColor: (p) => [...(p.strong ? palette.route : palette.driver.OFFLINE)],
        widthUnits: "pixels",
        getWidth: 2.5,
        capRounded: true,
        jointRounded: true,
    });
}

/** A quadratic curve bent to the left of its direction, as points. */
export function curve(from: Point, to: Point): Point[] {
    const squeeze = Math.cos((from[1] * Math.PI) / 180);
    const dx = (to[0] - from[0]) * squeeze;
    const dy = to[1] - from[1];
    const cx = (from[0] + to[0]) / 2 - (dy * BEND) / squeeze;
    const cy = (from[1] + to[1]) / 2 + dx * BEND;
    const points: Point[] = [];
    for (let i = 0; i <= CURVE_POINTS; i++) {
        const t = i / CURVE_POINTS;
        const a = (1 - t) * (1 - t);
        const b = 2 * t * (1 - t);
        const c = t * t;
        points.push([a * from[0] + b * cx + c * to[0], a * from[1] + b * cy + c * to[1]]);
    }
    return points;
}

function pixelLength(points: Point[], zoom: number): number {
    const [a, b] = [points[0]!, points.at(-1)!];
    return Math.hypot(worldX(a[0], zoom) - worldX(b[0], zoom), worldY(a[1], zoom) - worldY(b[1], zoom));
}

/** The stretch of the curve that is lit at phase 0..1. */
function pulse(points: Point[], phase: number): Point[] {
    const head = phase * (1 + PULSE_SHARE);
    const from = Math.max(0, Math.round((head - PULSE_SHARE) * CURVE_POINTS));
    const to = Math.min(CURVE_POINTS, Math.round(head * CURVE_POINTS));
    const lit = points.slice(Math.min(from, CURVE_POINTS - 1), Math.max(to, Math.min(from, CURVE_POINTS - 1) + 1) + 1);
    return lit.length >= 2 ? lit : points.slice(0, 2);
}
