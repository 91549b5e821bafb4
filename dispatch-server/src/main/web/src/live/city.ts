import type {
    Box, CellFrame, Counts, Delta, Detail, DriverFrame, DriverState, EndedJobState, JobFrame, OfferFrame, OfferOutcome, Place, Snapshot,
} from "../protocol";

export interface Driver extends DriverFrame {
    /** When the position was measured, in milliseconds of the local monotonic clock. */
    fixedAt: number;
    /** Since when this page has seen the driver in this state; null if it was so in the snapshot. */
    since: number | null;
}

export interface Job extends JobFrame {
    requestedAtMillis: number;
}

export interface Offer extends OfferFrame {
    /** In milliseconds of the local monotonic clock. */
    expiresAt: number;
    madeAt: number;
}

/** What one frame changed, for those who draw. */
export interface Change {
    whole: boolean;
    drivers: Driver[];
    driversRemoved: string[];
    jobs: Job[];
    jobsNew: Job[];
    jobsEnded: { job: Job; state: EndedJobState }[];
    offersEnded: { offer: Offer; outcome: OfferOutcome }[];
}

const EVERYTHING: Detail = { drivers: "EACH", jobs: "REGION", resolution: null };

const NO_COUNTS: Counts = {
    drivers: { OFFLINE: 0, IDLE: 0, OFFERED: 0, ON_JOB: 0 },
    jobs: { SCHEDULED: 0, PENDING: 0, OFFERED: 0, ASSIGNED: 0, AT_PICKUP: 0, PICKED_UP: 0 },
    completed: 0,
    cancelled: 0,
    unfulfilled: 0,
    meanWaitSeconds: null,
};

/**
 * Everything the server has told about the view of a region, folded from a snapshot and its deltas. It knows no clock:
 * the local monotonic time comes in with each frame.
 */
export class City {
    readonly drivers = new Map<string, Driver>();
    readonly jobs = new Map<string, Job>();
    readonly offers = new Map<string, Offer>();
    readonly offerOfJob = new Map<string, Offer>();
    readonly jobOfDriver = new Map<string, string>();
    readonly cells = new Map<string, CellFrame>();
    detail: Detail = EVERYTHING;
    counts: Counts = NO_COUNTS;
    region = "";
    center: Place | null = null;
    extent: Box | null = null;
    /** Of the last applied frame; 0 before the first snapshot. */
    seq = 0;

    /** Another region will be told of. */
    forget(): void {
        this.seq = 0;
    }

    applySnapshot(frame: Snapshot, now: number): Change {
        const before = new Map(this.drivers);
        const known = new Set(this.jobs.keys());
        for (const map of [this.drivers, this.jobs, this.offers, this.offerOfJob, this.jobOfDriver, this.cells]) map.clear();
        this.region = frame.region;
        this.center = frame.center;
        this.extent = frame.extent ?? null;
        this.detail = frame.detail ?? EVERYTHING;
        for (const c of frame.cells ?? []) this.cells.set(c.cell, c);
        const change = nothing(true);
        for (const d of frame.drivers) change.drivers.push(this.putDriver(d, now, before.get(d.id)));
        for (const j of frame.jobs) change.jobs.push(this.putJob(j));
        change.jobsNew = change.jobs.filter((j) => !known.has(j.id));
        for (const o of frame.offers) this.putOffer(o, now);
        change.driversRemoved = [...before.keys()].filter((id) => !this.drivers.has(id));
        this.counts = frame.counts;
        this.seq = frame.seq;
        return change;
    }

    /** Null when the delta does not follow the last applied frame: then a new snapshot is needed. */
    applyDelta(frame: Delta, now: number): Change | null {
        if (this.seq === 0 || frame.seq !== this.seq + 1) return null;
        const change = nothing(false);
        // Who crosses from one tile into another is told of as removed and as there: he stays.
        const there = new Set<string>();
        for (const d of frame.drivers ?? []) {
            there.add(d.id);
            change.drivers.push(this.putDriver(d, now, this.drivers.get(d.id)));
        }
        for (const id of frame.driversRemoved ?? []) {
            if (!there.has(id) && this.drivers.delete(id)) change.driversRemoved.push(id);
        }
        for (const cell of frame.cellsRemoved ?? []) this.cells.delete(cell);
        for (const c of frame.cells ?? []) this.cells.set(c.cell, c);
        for (const id of frame.jobsRemoved ?? []) {
            this.dropJob(id);
            const offer = this.offerOfJob.get(id);
            if (offer) this.dropOffer(offer.id);
        }
        for (const j of frame.jobs ?? []) {
            const isNew = !this.jobs.has(j.id);
            const job = this.putJob(j);
            change.jobs.push(job);
            if (isNew) change.jobsNew.push(job);
        }
        for (const { id, state } of frame.jobsEnded ?? []) {
            const job = this.dropJob(id);
            if (job) change.jobsEnded.push({ job, state });
        }
        for (const o of frame.offers ?? []) this.putOffer(o, now);
        for (const { id, outcome } of frame.offersEnded ?? []) {
            const offer = this.dropOffer(id);
            if (offer) change.offersEnded.push({ offer, outcome });
        }
        if (frame.counts) this.counts = frame.counts;
        this.seq = frame.seq;
        return change;
    }

    private putDriver(frame: DriverFrame, now: number, before: Driver | undefined): Driver {
        const since = before ? (before.state === frame.state ? before.since : now) : null;
        const driver: Driver = { ...frame, fixedAt: now - frame.ageMs, since };
        this.drivers.set(driver.id, driver);
        return driver;
    }

    private putJob(frame: JobFrame): Job {
        const before = this.jobs.get(frame.id);
        if (before) this.forgetHolder(before);
        const job: Job = { ...frame, requestedAtMillis: Date.parse(frame.requestedAt) };
        this.jobs.set(job.id, job);
        if (job.driver !== null) this.jobOfDriver.set(job.driver, job.id);
        return job;
    }

    private dropJob(id: string): Job | undefined {
        const job = this.jobs.get(id);
        if (!job) return undefined;
        this.forgetHolder(job);
        this.jobs.delete(id);
        return job;
    }

    private forgetHolder(job: Job): void {
        if (job.driver !== null && this.jobOfDriver.get(job.driver) === job.id) this.jobOfDriver.delete(job.driver);
    }

    private putOffer(frame: OfferFrame, now: number): void {
        const offer: Offer = { ...frame, madeAt: now, expiresAt: now + frame.expiresInMs };
        this.offers.set(offer.id, offer);
        this.offerOfJob.set(offer.job, offer);
    }

    private dropOffer(id: string): Offer | undefined {
        const offer = this.offers.get(id);
        if (!offer) return undefined;
        this.offers.delete(id);
        if (this.offerOfJob.get(offer.job) === offer) this.offerOfJob.delete(offer.job);
        return offer;
    }
}

function nothing(whole: boolean): Change {
    return { whole, drivers: [], driversRemoved: [], jobs: [], jobsNew: [], jobsEnded: [], offersEnded: [] };
}

/** A job whose customer is still waiting for somebody to take it. */
export function isWaiting(job: { state: string }): boolean {
    return job.state === "PENDING" || job.state === "OFFERED";
}

/** A job whose customer or parcel is not yet with the driver. */
export function isBeforePickup(job: { state: string }): boolean {
    return job.state !== "PICKED_UP";
}

export function isAvailable(driver: { state: DriverState; liveness: string }): boolean {
    return driver.state === "IDLE" && driver.liveness === "LIVE";
}
