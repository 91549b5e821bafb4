import { expect, test } from "vitest";
import { City } from "../src/live/city";
import { RecentDemand } from "../src/live/recent-demand";
import { countByCell, resolutionFor, stepOf } from "../src/map/cells";
import { metresPerPixel, projector } from "../src/map/mercator";
import { find } from "../src/panels/find";
import { waitStep } from "../src/ui/palette";
import type { Change, Driver, Job } from "../src/live/city";

test("nearer views have finer cells, never smaller than asked on the screen", () => {
    const resolutions = [6, 8, 10, 12, 14, 16].map((zoom) => resolutionFor(57.7, zoom, 26));
    expect(resolutions).toEqual([...resolutions].sort((a, b) => a - b));
    expect(resolutions[3]).toBe(8);
});

test("a pixel at zoom 12 in Gothenburg is ten metres", () => {
    expect(metresPerPixel(57.7, 12)).toBeCloseTo(10.2, 1);
});

test("the centre of the view is projected to the middle of the screen", () => {
    const project = projector({ lng: 11.97, lat: 57.7, zoom: 12, width: 800, height: 600 });
    const [x, y] = project(11.97, 57.7);
    expect(x).toBeCloseTo(400, 6);
    expect(y).toBeCloseTo(300, 6);
    expect(project(11.98, 57.71)[1]).toBeLessThan(300);
});

test("places are counted by cell", () => {
    const counts = countByCell([{ lat: 57.7, lng: 11.97 }, { lat: 57.7, lng: 11.97 }, { lat: 57.8, lng: 12.2 }], 8);
    expect([...counts.values()].sort()).toEqual([1, 2]);
});

test("steps of colour cover the whole range", () => {
    expect([1, 4, 16, 50, 100].map((n) => stepOf(n, 100, 4))).toEqual([0, 0, 1, 2, 3]);
    expect(stepOf(1, 1, 4)).toBeLessThan(4);
    expect([0, 59, 60, 180, 359, 360, 4000].map(waitStep)).toEqual([0, 0, 1, 2, 2, 3, 3]);
});

test("demand is remembered for a quarter of an hour, also of jobs that ended", () => {
    const demand = new RecentDemand();
    const job = { id: "j", pickup: { lat: 1, lng: 2 }, requestedAtMillis: 0 } as Job;
    const nothing: Change = { whole: false, drivers: [], driversRemoved: [], jobs: [], jobsNew: [], jobsEnded: [], offersEnded: [] };
    demand.apply({ ...nothing, jobsNew: [job] }, 0);
    demand.apply({ ...nothing, jobsEnded: [{ job, state: "UNFULFILLED" }] }, 60_000);
    expect([...demand.places(true)]).toEqual([{ lat: 1, lng: 2 }]);
    demand.apply(nothing, 901_000);
    expect([...demand.places(false)]).toEqual([]);
});

test("search prefers the whole id, then its beginning, end and middle", () => {
    const city = new City();
    for (const id of ["x-12-y", "y-12", "12-z", "12"]) city.drivers.set(id, { id, state: "IDLE" } as Driver);
    expect(find(city, "12").map((f) => f.thing.id)).toEqual(["12", "12-z", "y-12", "x-12-y"]);
    expect(find(city, "")).toEqual([]);
});
