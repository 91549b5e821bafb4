import type { Box, ViewFrame } from "../protocol";

/** While the map moves, the server is told so often at most; when it rests, at once. */
const EVERY_MS = 300;
/** Sides of the box are cut to so many degrees: less is a fraction of a pixel. */
const DIGITS = 1e5;

export interface Seen extends Box {
    zoom: number;
}

/** The whole world, for whoever has no map, or does not yet know where to look. */
export const WORLD: Seen = { west: -180, south: -90, east: 180, north: 90, zoom: 0 };

/**
 * Tells the server what the map shows: soon after it has moved, not more often than it can use, and again on
 * each new connection. It knows no clock: times come in.
 */
export class ViewSender {
    private seen: Seen = WORLD;
    private sent = "";
    private lastAt = -Infinity;
    private number = 0;

    constructor(private readonly send: (frame: ViewFrame) => boolean) {}

    /** The map shows this now. `resting` says that it has stopped moving. */
    look(seen: Seen, now: number, resting: boolean): void {
        this.seen = rounded(seen);
        if (resting || now - this.lastAt >= EVERY_MS) this.tell(now);
    }

    /** A new connection knows of no view. */
    connected(now: number): void {
        this.sent = "";
        this.tell(now);
    }

    private tell(now: number): void {
        const key = JSON.stringify(this.seen);
        if (key === this.sent) return;
        if (!this.send({ t: "view", id: this.number + 1, ...this.seen })) return;
        this.number++;
        this.sent = key;
        this.lastAt = now;
    }
}

/** Degrees as maps give them, which go on beyond ±180, as the server wants them. */
function rounded({ west, south, east, north, zoom }: Seen): Seen {
    const whole = east - west >= 360;
    return {
        west: whole ? -180 : wrapped(west),
        south: cut(Math.max(-90, south)),
        east: whole ? 180 : wrapped(east),
        north: cut(Math.min(90, north)),
        zoom: Math.round(zoom * 100) / 100,
    };
}

function wrapped(lng: number): number {
    if (lng >= -180 && lng <= 180) return cut(lng);
    return cut(((((lng + 180) % 360) + 360) % 360) - 180);
}

function cut(degrees: number): number {
    return Math.round(degrees * DIGITS) / DIGITS;
}
