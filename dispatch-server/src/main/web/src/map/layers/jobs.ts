import type { Layer } from "@deck.gl/core";
import { IconLayer } from "@deck.gl/layers";
import { isBeforePickup, isWaiting, type City, type Job } from "../../live/city";
import { waitStep } from "../../ui/palette";
import { calmIcon, ICON_SIZE, waitingIcon, type IconAtlas } from "../icons";

/** Where waits are counted by cell, only those of so many steps are shown one by one. */
const LONG_WAIT_STEP = 2;

/**
 * Where customers wait: strong and coloured by the wait while nobody has accepted, calm afterwards. Where cells
 * tell how many wait, only the long waits.
 */
export function drawPickups(city: City, atlas: IconAtlas, zoom: number, now: number, counted: boolean): Layer {
    const isLong = (j: Job) => isWaiting(j) && waitStep((now - j.requestedAtMillis) / 1000) >= LONG_WAIT_STEP;
    const jobs = [...city.jobs.values()].filter(counted ? isLong : isBeforePickup).sort(calmFirst);
    return new IconLayer<Job>({
        id: "pickups",
        data: jobs,
        iconAtlas: atlas.image as never,
        iconMapping: atlas.mapping,
        sizeScale: ICON_SIZE * pickupScale(zoom),
        getPosition: (j) => [j.pickup.lng, j.pickup.lat],
        getIcon: (j) => iconOf(j, now),
        getColor: [255, 255, 255, 255],
        getSize: 1,
    });
}

export function pickupScale(zoom: number): number {
    return Math.min(1.15, Math.max(0.42, 0.48 + (zoom - 11) * 0.16));
}

function iconOf(job: Job, now: number): string {
    if (isWaiting(job)) return waitingIcon(waitStep((now - job.requestedAtMillis) / 1000), job.kind);
    return calmIcon(job.state === "SCHEDULED", job.kind);
}

/** The longest wait is drawn last and so lies on top. */
function calmFirst(a: Job, b: Job): number {
    const rank = Number(isWaiting(a)) - Number(isWaiting(b));
    return rank !== 0 ? rank : b.requestedAtMillis - a.requestedAtMillis;
}
