import { beforeEach, expect, test } from "vitest";
import { ViewSender, WORLD } from "../src/live/view-sender";
import type { ViewFrame } from "../src/protocol";

const CITY = { west: 11.9, south: 57.6, east: 12.1, north: 57.8, zoom: 12 };

let sent: ViewFrame[];
let open: boolean;
let views: ViewSender;
beforeEach(() => {
    sent = [];
    open = true;
    views = new ViewSender((frame) => {
        if (open) sent.push(frame);
        return open;
    });
});

test("a map that moves is told of now and then, and when it rests", () => {
    for (let t = 0; t < 1_000; t += 50) views.look({ ...CITY, zoom: 12 + t / 1_000 }, t, false);
    expect(sent.length).toBe(4);
    views.look({ ...CITY, zoom: 14 }, 1_000, true);
    expect(sent.at(-1)).toMatchObject({ t: "view", zoom: 14, id: 5 });
});

test("the same view is told of once on each connection", () => {
    views.look(CITY, 0, true);
    views.look(CITY, 1_000, true);
    expect(sent).toHaveLength(1);
    views.connected(2_000);
    expect(sent).toHaveLength(2);
});

test("a new page looks at the world until it knows where to look", () => {
    views.connected(0);
    expect(sent).toEqual([{ t: "view", id: 1, ...WORLD }]);
});

test("what could not be sent is told on the next connection", () => {
    open = false;
    views.look(CITY, 0, true);
    open = true;
    views.connected(10);
    expect(sent).toMatchObject([{ west: 11.9, east: 12.1 }]);
});

test("a map that was dragged across the date line comes back to -180 to 180", () => {
    views.look({ west: 170, south: -95, east: 190, north: 10, zoom: 4 }, 0, true);
    views.look({ west: -200, south: 0, east: -190, north: 10, zoom: 4 }, 0, true);
    views.look({ west: -300, south: 0, east: 300, north: 10, zoom: 0 }, 0, true);
    expect(sent.map((f) => [f.west, f.east])).toEqual([[170, -170], [160, 170], [-180, 180]]);
    expect(sent[0]!.south).toBe(-90);
});
