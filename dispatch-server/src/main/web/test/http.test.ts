import { expect, test } from "vitest";
import { inWords } from "../src/http/problem";
import { EventStreamParser } from "../src/http/sse";

test("events arrive whole however the stream is cut", () => {
    const text = ": hello\r\nid: 4\r\nevent: OfferMade\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\nid: 5\ndata: x\n\n";
    for (let size = 1; size < text.length; size++) {
        const parser = new EventStreamParser();
        const events = [];
        for (let i = 0; i < text.length; i += size) events.push(...parser.push(text.slice(i, i + size)));
        expect(events).toEqual([
            { id: "4", type: "OfferMade", data: '{"a":\n1}' },
            { id: "5", type: "message", data: "x" },
        ]);
    }
});

test("an event that is not finished is not told", () => {
    expect(new EventStreamParser().push("event: a\ndata: b\n")).toEqual([]);
});

test("a problem names its fields in words", () => {
    const failure = inWords(422, {
        title: "The job is not valid", detail: "1 field is wrong", errors: [{ pointer: "#/pickup/lat", detail: "must be at most 90" }],
    }, null);
    expect(failure.title).toBe("The job is not valid");
    expect(failure.lines).toEqual(["1 field is wrong", "pickup lat: must be at most 90"]);
});

test("an answer without a body still says something", () => {
    expect(inWords(503, null, "20")).toMatchObject({
        title: "The server cannot do this at the moment.", lines: ["Try again in 20 s."],
    });
});
