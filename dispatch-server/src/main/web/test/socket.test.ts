import { beforeEach, expect, test } from "vitest";
import { LiveSocket, type World } from "../src/live/socket";
import type { ServerFrame } from "../src/protocol";

class FakeSocket {
    readyState = 0;
    sent: string[] = [];
    onopen: (() => void) | null = null;
    onclose: (() => void) | null = null;
    onmessage: ((e: { data: unknown }) => void) | null = null;
    onerror: (() => void) | null = null;
    send(text: string) {
        this.sent.push(text);
    }
    close() {
        this.readyState = 3;
        this.onclose?.();
    }
    open() {
        this.readyState = 1;
        this.onopen?.();
    }
    receive(frame: unknown) {
        this.onmessage?.({ data: typeof frame === "string" ? frame : JSON.stringify(frame) });
    }
}

/** Time that the test moves. */
class FakeWorld implements World {
    time = 0;
    sockets: FakeSocket[] = [];
    timers: { at: number; action: () => void }[] = [];
    now = () => this.time;
    random = () => 0;
    open = () => {
        const socket = new FakeSocket();
        this.sockets.push(socket);
        return socket as unknown as WebSocket;
    };
    after = (ms: number, action: () => void) => {
        const timer = { at: this.time + ms, action };
        this.timers.push(timer);
        return () => void (this.timers = this.timers.filter((t) => t !== timer));
    };
    pass(ms: number) {
        const until = this.time + ms;
        for (;;) {
            const next = this.timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0];
            if (!next) break;
            this.time = next.at;
            this.timers = this.timers.filter((t) => t !== next);
            next.action();
        }
        this.time = until;
    }
    get last() {
        return this.sockets.at(-1)!;
    }
    get alive() {
        return this.sockets.filter((s) => s.readyState < 2).length;
    }
}

let world: FakeWorld;
let frames: ServerFrame[];
let live: LiveSocket;
beforeEach(() => {
    world = new FakeWorld();
    frames = [];
    live = new LiveSocket("ws://x/v1/live", (f) => frames.push(f), () => {}, world);
    live.start();
});

test("a ping is answered and not passed on", () => {
    world.last.open();
    world.last.receive({ t: "ping" });
    expect(world.last.sent).toEqual(['{"t":"pong"}']);
    expect(frames).toEqual([]);
});

test("a closed socket is replaced after the backoff, by exactly one", () => {
    world.last.open();
    world.last.close();
    expect(live.phase).toBe("waiting");
    world.pass(999);
    expect(world.sockets).toHaveLength(1);
    world.pass(1);
    expect(world.sockets).toHaveLength(2);
    expect(world.alive).toBe(1);
});

test("bye sets the time of the next attempt, for once", () => {
    world.last.open();
    world.last.receive({ t: "bye", reason: "RESTART", reconnectAfterMs: 5_000 });
    world.last.close();
    expect(live.retryAt).toBe(5_000);
    world.pass(5_000);
    world.last.close();
    expect(live.retryAt).toBe(world.time + 1_000);
});

test("a silent open socket is given up", () => {
    world.last.open();
    world.pass(6_000);
    world.last.receive({ t: "ping" });
    world.pass(9_000);
    expect(live.phase).toBe("open");
    world.pass(2_000);
    expect(world.alive).toBe(1);
    expect(world.sockets).toHaveLength(2);
});

test("a socket that never opens is given up", () => {
    world.pass(10_000);
    expect(live.phase).toBe("waiting");
    expect(world.alive).toBe(0);
});

test("impatience does not double the socket", () => {
    live.retryNow();
    world.last.open();
    live.retryNow();
    live.start();
    expect(world.sockets).toHaveLength(1);
    world.last.close();
    live.retryNow();
    live.retryNow();
    world.pass(60_000);
    expect(world.alive).toBeLessThanOrEqual(1);
});

test("late events of an abandoned socket are ignored", () => {
    const first = world.last;
    world.pass(11_000);
    world.last.open();
    first.receive({ t: "delta", seq: 3 });
    first.onclose?.();
    expect(frames).toEqual([]);
    expect(live.phase).toBe("open");
});

test("snapshots are asked for at most every three seconds", () => {
    world.last.open();
    for (let i = 0; i < 5; i++) live.resync();
    expect(world.last.sent).toEqual(['{"t":"resync"}']);
    world.pass(3_000);
    live.resync();
    expect(world.last.sent).toHaveLength(2);
});

test("rubbish is not passed on", () => {
    world.last.open();
    for (const text of ["", "{", "null", "[]", "7"]) world.last.receive(text);
    expect(frames).toEqual([]);
});

test("after stop nothing reconnects until start", () => {
    world.last.open();
    live.stop();
    world.pass(120_000);
    expect(world.sockets).toHaveLength(1);
    expect(world.alive).toBe(0);
    live.start();
    expect(world.alive).toBe(1);
});
