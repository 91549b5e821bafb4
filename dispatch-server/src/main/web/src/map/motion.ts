const SHORTEST_MS = 400;
const LONGEST_MS = 5_000;
/** Farther than this no vehicle drives between two fixes: it is shown where it is at once (degrees of latitude). */
const JUMP_DEGREES = 0.02;
/** Movement below this does not tell a direction. */
const STILL_DEGREES = 0.00003;

/**
 * Where every driver is drawn right now. A new fix does not move the arrow at once: it glides from where it is
 * drawn to the new fix in the time that passed between the last two, so the map lags one interval and is smooth.
 *
 * Drivers are slots of flat arrays; a removed slot is taken by the last driver.
 */
export class Motion {
    readonly ids: string[] = [];
    private readonly slots = new Map<string, number>();
    private from = new Float64Array(0);
    private to = new Float64Array(0);
    private times = new Float64Array(0);
    private turns = new Float32Array(0);
    private putAt = new Float64Array(0);
    private oriented = new Uint8Array(0);
    /** Of the last `sample`: lng, lat per slot, and the angle in degrees clockwise from north. */
    positions = new Float64Array(0);
    angles = new Float32Array(0);

    get size(): number {
        return this.ids.length;
    }

    slotOf(id: string): number | undefined {
        return this.slots.get(id);
    }

    hasHeading(slot: number): boolean {
        return this.oriented[slot] === 1;
    }

    put(id: string, lat: number, lng: number, heading: number | null, now: number): void {
        let s = this.slots.get(id);
        if (s === undefined) {
            s = this.add(id);
            this.place(s, lng, lat, heading ?? 0, now);
            this.oriented[s] = heading === null ? 0 : 1;
            return;
        }
        const movedLng = lng - this.to[2 * s]!;
        const movedLat = lat - this.to[2 * s + 1]!;
        const moved = Math.hypot(movedLng * Math.cos((lat * Math.PI) / 180), movedLat);
        const direction = heading ?? (moved > STILL_DEGREES ? bearing(movedLng, movedLat, lat) : null);
        if (direction !== null) this.oriented[s] = 1;
        const target = direction ?? this.turns[2 * s + 1]!;
        if (moved > JUMP_DEGREES) {
            this.place(s, lng, lat, target, now);
            return;
        }
        if (moved === 0 && target === this.turns[2 * s + 1]) return;
        this.sampleSlot(s, now);
        this.from[2 * s] = this.positions[2 * s]!;
        this.from[2 * s + 1] = this.positions[2 * s + 1]!;
        this.turns[2 * s] = this.angles[s]!;
        this.to[2 * s] = lng;
        this.to[2 * s + 1] = lat;
        this.turns[2 * s + 1] = target;
        this.times[2 * s] = now;
        this.times[2 * s + 1] = now + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, now - this.putAt[s]!));
        this.putAt[s] = now;
    }

    remove(id: string): void {
        const s = this.slots.get(id);
        if (s === undefined) return;
        const last = this.ids.length - 1;
        if (s !== last) {
            for (const a of [this.from, this.to, this.times, this.turns, this.positions]) a.copyWithin(2 * s, 2 * last, 2 * last + 2);
            for (const a of [this.putAt, this.oriented, this.angles]) a.copyWithin(s, last, last + 1);
            const moved = this.ids[last]!;
            this.ids[s] = moved;
            this.slots.set(moved, s);
        }
        this.ids.pop();
        this.slots.delete(id);
    }

    /** Computes all positions and angles at `now`; true while any driver is still gliding. */
    sample(now: number): boolean {
        let moving = false;
        for (let s = 0; s < this.ids.length; s++) {
            if (this.sampleSlot(s, now)) moving = true;
        }
        return moving;
    }

    private sampleSlot(s: number, now: number): boolean {
        const start = this.times[2 * s]!;
        const end = this.times[2 * s + 1]!;
        const t = now >= end ? 1 : (now - start) / (end - start);
        this.positions[2 * s] = this.from[2 * s]! + (this.to[2 * s]! - this.from[2 * s]!) * t;
        this.positions[2 * s + 1] = this.from[2 * s + 1]! + (this.to[2 * s + 1]! - this.from[2 * s + 1]!) * t;
        // The arrow has turned after a third of the way, as a vehicle turns at the corner and not all along.
        const turn = Math.min(1, t * 3);
        this.angles[s] = this.turns[2 * s]! + shortestTurn(this.turns[2 * s]!, this.turns[2 * s + 1]!) * turn;
        return t < 1;
    }

    private place(s: number, lng: number, lat: number, heading: number, now: number): void {
        this.from[2 * s] = this.to[2 * s] = this.positions[2 * s] = lng;
        this.from[2 * s + 1] = this.to[2 * s + 1] = this.positions[2 * s + 1] = lat;
        this.turns[2 * s] = this.turns[2 * s + 1] = this.angles[s] = heading;
        this.times[2 * s] = this.times[2 * s + 1] = now;
        this.putAt[s] = now;
    }

    private add(id: string): number {
        const s = this.ids.length;
        this.ids.push(id);
        this.slots.set(id, s);
        if (s >= this.putAt.length) this.grow(Math.max(256, 2 * s));
        return s;
    }

    private grow(capacity: number): void {
        const wider = <A extends Float64Array | Float32Array | Uint8Array>(old: A, next: A): A => {
            next.set(old);
            return next;
        };
        this.from = wider(this.from, new Float64Array(2 * capacity));
        this.to = wider(this.to, new Float64Array(2 * capacity));
        this.times = wider(this.times, new Float64Array(2 * capacity));
        this.positions = wider(this.positions, new Float64Array(2 * capacity));
        this.turns = wider(this.turns, new Float32Array(2 * capacity));
        this.angles = wider(this.angles, new Float32Array(capacity));
        this.putAt = wider(this.putAt, new Float64Array(capacity));
        this.oriented = wider(this.oriented, new Uint8Array(capacity));
    }
}

function bearing(dLng: number, dLat: number, lat: number): number {
    return (Math.atan2(dLng * Math.cos((lat * Math.PI) / 180), dLat) * 180) / Math.PI;
}

function shortestTurn(from: number, to: number): number {
    return ((((to - from) % 360) + 540) % 360) - 180;
}
