import { beforeEach, expect, test } from "vitest";
import { City } from "../src/live/city";
import type { Delta, DriverFrame, JobFrame, Snapshot } from "../src/protocol";

const COUNTS: Snapshot["counts"] = {
    drivers: { OFFLINE: 0, IDLE: 1, OFFERED: 0, ON_JOB: 0 },
    jobs: { SCHEDULED: 0, PENDING: 1, OFFERED: 0, ASSIGNED: 0, AT_PICKUP: 0, PICKED_UP: 0 },
    completed: 0, cancelled: 0, unfulfilled: 0, meanWaitSeconds: null,
};

function driver(id: string, over: Partial<DriverFrame> = {}): DriverFrame {
    return { id, lat: 57.7, lng: 11.97, heading: null, state: "IDLE", liveness: "LIVE", ageMs: 400, vehicle: "CAR", ...over };
}

function job(id: string, over: Partial<JobFrame> = {}): JobFrame {
    return {
        id, kind: "RIDE", state: "PENDING", pickup: { lat: 57.7, lng: 11.9 }, dropoff: { lat: 57.8, lng: 12 },
        requestedAt: "2026-03-01T10:00:00Z", driver: null, unmatchedReason: "WAITING_FOR_ROUND", ...over,
    };
}

function snapshot(over: Partial<Snapshot> = {}): Snapshot {
    return {
        t: "snapshot", seq: 7, region: "default", serverTime: "2026-03-01T10:00:05Z", center: { lat: 57.7, lng: 11.97 },
        drivers: [driver("a")], jobs: [job("j")], offers: [], counts: COUNTS, ...over,
    };
}

const delta = (seq: number, over: Partial<Delta> = {}): Delta => ({ t: "delta", seq, serverTime: "2026-03-01T10:00:06Z", ...over });

let city: City;
beforeEach(() => {
    city = new City();
    city.applySnapshot(snapshot(), 10_000);
});

test("a position's age counts back from when the frame came", () => {
    expect(city.drivers.get("a")?.fixedAt).toBe(9_600);
});

test("deltas that follow one another are applied", () => {
    const change = city.applyDelta(delta(8, { drivers: [driver("a", { lat: 57.71 }), driver("b")], jobs: [job("k")] }), 10_500);

    expect(change?.drivers).toHaveLength(2);
    expect(change?.jobsNew.map((j) => j.id)).toEqual(["k"]);
    expect(city.drivers.get("a")?.lat).toBe(57.71);
    expect(city.seq).toBe(8);
});

test("a gap changes nothing and asks for a snapshot", () => {
    expect(city.applyDelta(delta(9, { driversRemoved: ["a"] }), 10_500)).toBeNull();
    expect(city.drivers.has("a")).toBe(true);
    expect(city.seq).toBe(7);
});

test("a repeated delta is refused", () => {
    city.applyDelta(delta(8), 10_500);
    expect(city.applyDelta(delta(8), 10_600)).toBeNull();
});

test("a delta before any snapshot is refused", () => {
    expect(new City().applyDelta(delta(1), 0)).toBeNull();
});

test("an offer is found by its job until it ends", () => {
    city.applyDelta(delta(8, { offers: [{ id: "o", job: "j", driver: "a", expiresInMs: 15_000 }] }), 10_500);
    expect(city.offerOfJob.get("j")?.expiresAt).toBe(25_500);

    const change = city.applyDelta(delta(9, { offersEnded: [{ id: "o", outcome: "ACCEPTED" }] }), 11_000);
    expect(change?.offersEnded[0]?.outcome).toBe("ACCEPTED");
    expect(city.offers.size + city.offerOfJob.size).toBe(0);
});

test("a newer offer of a job survives the end of the older one", () => {
    city.applyDelta(delta(8, { offers: [{ id: "o1", job: "j", driver: "a", expiresInMs: 15_000 }] }), 0);
    city.applyDelta(delta(9, { offers: [{ id: "o2", job: "j", driver: "b", expiresInMs: 15_000 }], offersEnded: [{ id: "o1", outcome: "DECLINED" }] }), 0);
    expect(city.offerOfJob.get("j")?.id).toBe("o2");
});

test("a driver leads to the job it holds, and no longer when the job ends", () => {
    city.applyDelta(delta(8, { jobs: [job("j", { state: "ASSIGNED", driver: "a" })] }), 0);
    expect(city.jobOfDriver.get("a")).toBe("j");

    const change = city.applyDelta(delta(9, { jobsEnded: [{ id: "j", state: "COMPLETED" }] }), 0);
    expect(city.jobOfDriver.size).toBe(0);
    expect(city.jobs.size).toBe(0);
    expect(change?.jobsEnded[0]).toMatchObject({ state: "COMPLETED", job: { id: "j" } });
});

test("a new snapshot replaces everything and tells who is gone", () => {
    const change = city.applySnapshot(snapshot({ seq: 90, drivers: [driver("b")], jobs: [job("j"), job("k")] }), 20_000);

    expect(change.driversRemoved).toEqual(["a"]);
    expect(change.jobsNew.map((j) => j.id)).toEqual(["k"]);
    expect([...city.drivers.keys()]).toEqual(["b"]);
    expect(city.seq).toBe(90);
});

test("ends and removals of what is unknown are harmless", () => {
    const change = city.applyDelta(delta(8, {
        driversRemoved: ["?"], jobsEnded: [{ id: "?", state: "CANCELLED" }], offersEnded: [{ id: "?", outcome: "EXPIRED" }],
    }), 0);
    expect(change).toMatchObject({ driversRemoved: [], jobsEnded: [], offersEnded: [] });
});

test("a driver who crosses tiles is told of as removed and there, and stays who he was", () => {
    const before = city.drivers.get("a")!;
    const change = city.applyDelta(delta(8, { driversRemoved: ["a"], drivers: [driver("a", { lat: 57.72 })] }), 10_500);

    expect(change?.driversRemoved).toEqual([]);
    expect(city.drivers.get("a")).toMatchObject({ lat: 57.72, since: before.since });
});

test("cells are replaced, removed, and dropped by a snapshot that has none", () => {
    const far = { drivers: "CELLS", jobs: "REGION", resolution: 6 } as const;
    city.applySnapshot(snapshot({ seq: 8, detail: far, drivers: [], cells: [{ cell: "x", drivers: { IDLE: 2 }, jobs: {} }, { cell: "y", drivers: { IDLE: 1 }, jobs: {} }] }), 0);
    city.applyDelta(delta(9, { cells: [{ cell: "x", drivers: { IDLE: 3 }, jobs: {} }], cellsRemoved: ["y"] }), 0);
    expect([...city.cells]).toEqual([["x", { cell: "x", drivers: { IDLE: 3 }, jobs: {} }]]);

    city.applySnapshot(snapshot({ seq: 10 }), 0);
    expect(city.cells.size).toBe(0);
    expect(city.detail.drivers).toBe("EACH");
});

test("a job out of view takes its offer along and has not ended", () => {
    city.applyDelta(delta(8, { offers: [{ id: "o", job: "j", driver: "a", expiresInMs: 15_000 }] }), 0);
    const change = city.applyDelta(delta(9, { jobsRemoved: ["j"] }), 0);
    expect(change?.jobsEnded).toEqual([]);
    expect(city.jobs.size + city.offers.size + city.offerOfJob.size).toBe(0);
});
