import { fullJitter } from "../live/backoff";
import { EventStreamParser, type ServerEvent } from "./sse";

export interface JobEvent {
    id: string | null;
    type: string;
    at: string | null;
    fields: Record<string, unknown>;
}

const LAST_EVENTS = new Set(["JobCompleted", "JobCancelled", "JobUnfulfilled"]);

/**
 * Follows GET /v1/jobs/{id}/events until `signal` is aborted or the job has ended. Read with fetch and not
 * with EventSource, because that one hears only event types that it knows by name.
 */
export async function followJobEvents(id: string, onEvent: (event: JobEvent) => void, signal: AbortSignal): Promise<void> {
    let last: string | null = null;
    let attempt = 0;
    while (!signal.aborted) {
        try {
            for await (const event of stream(id, last, signal)) {
                last = event.id ?? last;
                attempt = 0;
                onEvent(read(event));
                if (LAST_EVENTS.has(event.type)) return;
            }
        } catch (failure) {
            if (failure === GONE) return;
        }
        await pause(fullJitter(attempt++), signal);
    }
}

const GONE = new Error("The job has no events");

async function* stream(id: string, last: string | null, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const headers: Record<string, string> = { Accept: "text/event-stream" };
    if (last !== null) headers["Last-Event-ID"] = last;
    const response = await fetch(`v1/jobs/${encodeURIComponent(id)}/events`, { headers, signal });
    if (response.status >= 400 && response.status < 500) throw GONE;
    if (!response.ok || !response.body) return;
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new EventStreamParser();
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        yield* parser.push(value);
    }
}

function read(event: ServerEvent): JobEvent {
    let fields: Record<string, unknown> = {};
    try {
        const parsed: unknown = JSON.parse(event.data);
        if (parsed !== null && typeof parsed === "object") fields = parsed as Record<string, unknown>;
    } catch {
        fields = { note: event.data };
    }
    const at = typeof fields.at === "string" ? fields.at : null;
    return { id: event.id, type: event.type, at, fields };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        const timer = setTimeout(resolve, ms);
        signal.addEventListener("abort", () => {
            clearTimeout(timer);
            resolve();
        }, { once: true });
    });
}
