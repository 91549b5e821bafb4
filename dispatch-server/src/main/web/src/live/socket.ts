import type { ServerFrame, ViewFrame } from "../protocol";
import { fullJitter } from "./backoff";

/** Nothing at all for so long on an open socket means a dead peer (the server pings more often). */
const SILENCE_MS = 10_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** How often at most a new snapshot is asked for. */
const RESYNC_EVERY_MS = 3_000;
const LONGEST_OVERRIDE_MS = 300_000;

export type Phase = "connecting" | "open" | "waiting" | "stopped";

/** What the socket needs of the world; tests bring their own. */
export interface World {
    now(): number;
    random(): number;
    open(url: string): WebSocket;
    after(ms: number, action: () => void): () => void;
}

export const browserWorld: World = {
    now: () => performance.now(),
    random: Math.random,
    open: (url) => new WebSocket(url),
    after: (ms, action) => {
        const timer = setTimeout(action, ms);
        return () => clearTimeout(timer);
    },
};

/**
 * The one connection to `/v1/live`: never more than one socket, reconnects by itself with jittered backoff,
 * answers pings, notices a silent peer, and asks for a snapshot when told that frames were missed.
 */
export class LiveSocket {
    phase: Phase = "stopped";
    /** When anything was last received, and when the next attempt is due; both on the monotonic clock. */
    lastReceivedAt: number | null = null;
    retryAt: number | null = null;
    private attempt = 0;
    private override: number | null = null;
    private socket: WebSocket | null = null;
    private lastResyncAt = -Infinity;
    private cancelTimer: () => void = () => {};

    constructor(
        private url: string,
        private readonly onFrame: (frame: ServerFrame) => void,
        private readonly onPhase: (phase: Phase) => void,
        private readonly world: World = browserWorld,
    ) {}

    start(): void {
        if (this.phase === "stopped") this.connect();
    }

    stop(): void {
        this.drop();
        this.setPhase("stopped");
    }

    /** Leaves the present connection for one to another address. */
    moveTo(url: string): void {
        this.url = url;
        this.attempt = 0;
        if (this.phase !== "stopped") this.connect();
    }

    /** Connects now instead of when the backoff ends; does nothing on a connected socket. */
    retryNow(): void {
        if (this.phase === "waiting") this.connect();
    }

    /** A complete snapshot was applied: the connection has proven itself. */
    proven(): void {
        this.attempt = 0;
    }

    resync(): void {
        const now = this.world.now();
        if (this.phase !== "open" || now - this.lastResyncAt < RESYNC_EVERY_MS) return;
        this.lastResyncAt = now;
        this.send({ t: "resync" });
    }

    /** False when there is no connection to tell it on. */
    look(frame: ViewFrame): boolean {
        return this.send(frame);
    }

    private connect(): void {
        this.drop();
        this.override = null;
        this.retryAt = null;
        this.lastResyncAt = -Infinity;
        const socket = this.world.open(this.url);
        this.socket = socket;
        this.setPhase("connecting");
        const openedAt = this.world.now();
        this.watch(openedAt, CONNECT_TIMEOUT_MS);
        // A late event of an earlier socket must not disturb this one.
        const mine = <E>(handle: (event: E) => void) => (event: E) => {
            if (this.socket === socket) handle(event);
        };
        socket.onopen = mine(() => {
            this.setPhase("open");
            this.watch(this.world.now(), SILENCE_MS);
        });
        socket.onmessage = mine((event: MessageEvent) => this.received(event.data));
        socket.onclose = mine(() => this.waitForRetry());
        socket.onerror = mine(() => {});
    }

    private received(data: unknown): void {
        this.lastReceivedAt = this.world.now();
        const frame = parse(data);
        if (!frame) return;
        if (frame.t === "ping") {
            this.send({ t: "pong" });
            return;
        }
        if (frame.t === "bye" && typeof frame.reconnectAfterMs === "number") {
            this.override = Math.min(Math.max(frame.reconnectAfterMs, 0), LONGEST_OVERRIDE_MS);
        }
        this.onFrame(frame);
    }

    private waitForRetry(): void {
        const delay = this.override ?? fullJitter(this.attempt, this.world.random);
        this.attempt++;
        this.drop();
        this.retryAt = this.world.now() + delay;
        this.cancelTimer = this.world.after(delay, () => this.connect());
        this.setPhase("waiting");
    }

    /** Gives up on the current socket once nothing was heard for `limit`. */
    private watch(since: number, limit: number): void {
        this.cancelTimer();
        const last = Math.max(since, this.lastReceivedAt ?? since);
        const left = last + limit - this.world.now();
        if (left <= 0) {
            this.waitForRetry();
            return;
        }
        this.cancelTimer = this.world.after(left, () => this.watch(since, limit));
    }

    private drop(): void {
        this.cancelTimer();
        this.cancelTimer = () => {};
        const socket = this.socket;
        this.socket = null;
        // Closing a socket that is still connecting is allowed, but not one that is already gone.
        if (socket && socket.readyState < 2) socket.close();
    }

    private send(frame: { t: "pong" | "resync" } | ViewFrame): boolean {
        if (this.socket?.readyState !== 1) return false;
        this.socket.send(JSON.stringify(frame));
        return true;
    }

    private setPhase(phase: Phase): void {
        this.phase = phase;
        this.onPhase(phase);
    }
}

function parse(data: unknown): ServerFrame | null {
    if (typeof data !== "string") return null;
    try {
        const frame: unknown = JSON.parse(data);
        return frame !== null && typeof frame === "object" && "t" in frame ? (frame as ServerFrame) : null;
    } catch {
        return null;
    }
}
