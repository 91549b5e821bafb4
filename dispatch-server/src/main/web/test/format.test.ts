import { expect, test } from "vitest";
import { clock, distance, humanise, metresBetween, shortCount, shortId, span } from "../src/ui/format";
import { eventText, jobStateText, reasonText } from "../src/ui/words";

test("waiting clocks", () => {
    expect([0, 7, 59.9, 60, 760, 3723, -3].map(clock)).toEqual(["0:00", "0:07", "0:59", "1:00", "12:40", "1:02:03", "0:00"]);
});

test("spans in the shortest honest words", () => {
    expect([0, 12.4, 89, 90, 3_600, 7_200, 259_200].map(span)).toEqual(["0 s", "12 s", "89 s", "2 min", "60 min", "2 h", "3 d"]);
});

test("distances", () => {
    expect([4, 123, 949, 1_240, 12_060].map(distance)).toEqual(["0 m", "120 m", "950 m", "1.2 km", "12.1 km"]);
    expect(metresBetween({ lat: 57.7, lng: 11.97 }, { lat: 57.71, lng: 11.97 })).toBeCloseTo(1112, 0);
});

test("long ids are shown by their end, where they differ", () => {
    expect(shortId("0192f3aa-7c11-7000-8000-1234abcd5678")).toBe("…abcd5678");
    expect(shortId("d-0042")).toBe("d-0042");
});

test("counts on the map", () => {
    expect([7, 999, 1_240, 13_400].map(shortCount)).toEqual(["7", "999", "1.2k", "13k"]);
});

test("known words are plain language, unknown ones are humanised", () => {
    expect(reasonText("DRIVERS_BUSY")).toBe("All drivers nearby are busy");
    expect(reasonText("DRIVER_ON_BREAK")).toBe("Driver on break");
    expect(jobStateText("PICKED_UP")).toBe("On board");
    expect(eventText("OfferMade")).toBe("Offered");
    expect(eventText("DriverSwapped")).toBe("Driver swapped");
    expect(humanise("childSeat")).toBe("Child seat");
});
