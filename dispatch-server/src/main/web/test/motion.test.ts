import { expect, test } from "vitest";
import { Motion } from "../src/map/motion";

const at = (m: Motion, id: string) => {
    const s = m.slotOf(id)!;
    return [m.positions[2 * s]!, m.positions[2 * s + 1]!];
};

test("a driver glides to its new fix in the time between the last two", () => {
    const m = new Motion();
    m.put("a", 57.7, 11.97, 0, 0);
    m.put("a", 57.71, 11.97, 0, 1_000);

    expect(m.sample(1_500)).toBe(true);
    expect(at(m, "a")[1]).toBeCloseTo(57.705, 6);
    expect(m.sample(2_000)).toBe(false);
    expect(at(m, "a")).toEqual([11.97, 57.71]);
});

test("a fix that comes early starts from where the driver is drawn", () => {
    const m = new Motion();
    m.put("a", 57.7, 11.97, null, 0);
    m.put("a", 57.71, 11.97, null, 1_000);
    m.put("a", 57.72, 11.97, null, 1_500);
    m.sample(1_500);
    expect(at(m, "a")[1]).toBeCloseTo(57.705, 6);
});

test("a jump farther than any vehicle drives is not glided", () => {
    const m = new Motion();
    m.put("a", 57.7, 11.97, null, 0);
    m.put("a", 58.7, 11.97, null, 1_000);
    expect(m.sample(1_001)).toBe(false);
    expect(at(m, "a")[1]).toBe(58.7);
});

test("without a heading the way driven tells it, and standing keeps it", () => {
    const m = new Motion();
    m.put("a", 57.7, 11.97, null, 0);
    expect(m.hasHeading(0)).toBe(false);
    m.put("a", 57.7, 11.98, null, 1_000);
    expect(m.hasHeading(0)).toBe(true);
    m.sample(9_000);
    expect(m.angles[0]).toBeCloseTo(90, 3);
    m.put("a", 57.7, 11.98, null, 9_000);
    m.sample(10_000);
    expect(m.angles[0]).toBeCloseTo(90, 3);
});

test("an arrow turns the short way round", () => {
    const m = new Motion();
    m.put("a", 57.7, 11.97, 350, 0);
    m.put("a", 57.701, 11.97, 20, 3_000);
    m.sample(3_500);
    expect(m.angles[0]).toBeCloseTo(365, 3);
});

test("slots stay in step through many additions and removals", () => {
    const m = new Motion();
    const truth = new Map<string, number>();
    let seed = 5;
    const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let i = 0; i < 5_000; i++) {
        const id = `d${Math.floor(random() * 700)}`;
        if (random() < 0.3) {
            m.remove(id);
            truth.delete(id);
        } else {
            const lat = 57 + random() * 0.01;
            m.put(id, lat, 12, null, i * 10_000);
            truth.set(id, lat);
        }
    }
    m.sample(1e9);
    expect(m.size).toBe(truth.size);
    for (const [id, lat] of truth) expect(at(m, id)[1]).toBeCloseTo(lat, 9);
});
