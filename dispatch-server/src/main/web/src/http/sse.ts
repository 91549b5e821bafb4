export interface ServerEvent {
    id: string | null;
    type: string;
    data: string;
}

/** Splits a text/event-stream, arriving in pieces of any size, into its events. */
export class EventStreamParser {
    private rest = "";
    private id: string | null = null;
    private type = "";
    private data: string[] = [];

    push(text: string): ServerEvent[] {
        const events: ServerEvent[] = [];
        const lines = (this.rest + text).split(/\r\n|\n|\r(?!$)/);
        this.rest = lines.pop() ?? "";
        for (const line of lines) {
            const event = this.line(line);
            if (event) events.push(event);
        }
        return events;
    }

    private line(line: string): ServerEvent | null {
        if (line === "") {
            const event = this.data.length > 0 ? { id: this.id, type: this.type || "message", data: this.data.join("\n") } : null;
            this.type = "";
            this.data = [];
            return event;
        }
        const colon = line.indexOf(":");
        if (colon === 0) return null;
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
        if (field === "id") this.id = value;
        else if (field === "event") this.type = value;
        else if (field === "data") this.data.push(value);
        return null;
    }
}
