import type { Layer } from "@deck.gl/core";
import { IconLayer } from "@deck.gl/layers";
import type { City, Driver } from "../../live/city";
import type { DriverState } from "../../protocol";
import type { Visible } from "../../ui/layer-choice";
import { driverIcon, ICON_SIZE, type IconAtlas } from "../icons";
import type { Motion } from "../motion";

/** Later ones lie on top. */
const ORDER: readonly DriverState[] = ["OFFLINE", "ON_JOB", "IDLE", "OFFERED"];
const FADE_FROM_MS = 10_000;
const FADE_TO_MS = 60_000;
const VEHICLE_SCALE = { CAR: 1, VAN: 1.15, MOTORCYCLE: 0.86, BICYCLE: 0.78 } as const;

/** Arrows (dots without a heading) that glide; brightness tells how old the position is. */
export class DriversLayer {
    private slots: number[] = [];
    private drivers: Driver[] = [];
    private looks = 0;
    private frame = 0;
    private layer: Layer | null = null;

    /** After a frame from the server or a change of visibility: which drivers to draw, and how they look. */
    refresh(city: City, motion: Motion, visible: Visible): void {
        const buckets: Record<DriverState, Driver[]> = { OFFLINE: [], ON_JOB: [], IDLE: [], OFFERED: [] };
        for (const driver of city.drivers.values()) {
            if (visible[driver.state]) buckets[driver.state]?.push(driver);
        }
        this.drivers = ORDER.flatMap((state) => buckets[state]);
        this.slots = this.drivers.map((d) => motion.slotOf(d.id) ?? 0);
        this.looks++;
        this.layer = null;
    }

    /** The layer at this moment, faded in as far as `presence` (0..1); `moved` says whether any position differs from the last call. */
    draw(motion: Motion, atlas: IconAtlas, zoom: number, now: number, moved: boolean, presence: number): Layer {
        if (this.layer && !moved) return this.layer;
        this.frame++;
        const { slots, drivers } = this;
        const { positions, angles } = motion;
        this.layer = new IconLayer({
            id: "drivers",
            opacity: presence,
            data: { length: slots.length },
            iconAtlas: atlas.image as never,
            iconMapping: atlas.mapping,
            sizeScale: ICON_SIZE * driverScale(zoom),
            getPosition: (_: unknown, { index, target }: { index: number; target: number[] }) => {
                const s = slots[index]!;
                target[0] = positions[2 * s]!;
                target[1] = positions[2 * s + 1]!;
                target[2] = 0;
                return target as [number, number, number];
            },
            getAngle: (_: unknown, { index }: { index: number }) => -angles[slots[index]!]!,
            getIcon: (_: unknown, { index }: { index: number }) => {
                const driver = drivers[index]!;
                return driverIcon(driver.state, motion.hasHeading(slots[index]!), driver.liveness === "GONE");
            },
            getColor: (_: unknown, { index }: { index: number }) => [255, 255, 255, opacity(drivers[index]!, now)],
            getSize: (_: unknown, { index }: { index: number }) => VEHICLE_SCALE[drivers[index]!.vehicle] ?? 1,
            updateTriggers: {
                getPosition: this.frame,
                getAngle: this.frame,
                getIcon: this.looks,
                getColor: this.looks,
                getSize: this.looks,
            },
        });
        return this.layer;
    }
}

export function driverScale(zoom: number): number {
    return Math.min(1.05, Math.max(0.32, 0.42 + (zoom - 11) * 0.13));
}

/** 0..255 by liveness and by the age of the position. */
function opacity(driver: Driver, now: number): number {
    if (driver.state === "OFFLINE") return 130;
    if (driver.liveness === "GONE") return 110;
    const age = now - driver.fixedAt;
    const faded = Math.min(1, Math.max(0, (age - FADE_FROM_MS) / (FADE_TO_MS - FADE_FROM_MS)));
    const fresh = driver.liveness === "STALE" ? 150 : 255;
    return Math.round(fresh - faded * (fresh - 90));
}
