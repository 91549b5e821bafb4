import type { LiveSocket } from "../live/socket";
import { h, say, show } from "../ui/dom";
import { span } from "../ui/format";

const STALE_AFTER_MS = 2_000;

export type Connection = "live" | "stale" | "offline";

/** Tells how fresh the page is: a chip that is always there, and a banner as soon as data is old. */
export class ConnectionStatus {
    readonly chip = h("span.connection", { "data-testid": "connection" });
    private readonly text = h("span.banner-text", { "data-testid": "banner" });
    private readonly retry = h("button.link", { onclick: () => this.socket.retryNow() }, "Try now");
    private state: Connection | null = null;

    constructor(private readonly banner: HTMLElement, private readonly socket: LiveSocket, private readonly onChange: (state: Connection) => void) {
        banner.append(h("i.pulse"), this.text, this.retry);
    }

    update(now: number): void {
        const { phase, lastReceivedAt, retryAt } = this.socket;
        const silent = lastReceivedAt === null ? Infinity : now - lastReceivedAt;
        const state: Connection = phase !== "open" ? "offline" : silent > STALE_AFTER_MS ? "stale" : "live";
        if (state !== this.state) {
            this.state = state;
            document.documentElement.dataset.connection = state;
            this.onChange(state);
        }
        say(this.chip, state === "live" ? "Live" : state === "stale" ? "Silent" : phase === "connecting" ? "Connecting" : "Offline");
        const old = silent > STALE_AFTER_MS && (lastReceivedAt !== null || phase === "waiting");
        show(this.banner, old);
        if (!old) return;
        const age = lastReceivedAt === null ? "No data yet" : `Data ${span(Math.floor(silent / 1000))} old`;
        const next = retryAt === null ? null : Math.max(0, Math.ceil((retryAt - now) / 1000));
        const doing = phase === "open" ? "the server is silent" : next === null ? "connecting…" : `next try in ${next} s`;
        say(this.text, `${age} · ${doing}`);
        show(this.retry, phase === "waiting");
    }
}
