const KEPT = 20;

/**
 * The server's time, estimated from the time stamps of its frames. The frame that travelled fastest is the
 * best witness, so the largest offset of the last few wins.
 */
export class ServerClock {
    private readonly offsets: number[] = [];
    private offset = 0;

    constructor(private readonly local: () => number = Date.now) {}

    heard(serverTime: string): void {
        const millis = Date.parse(serverTime);
        if (Number.isNaN(millis)) return;
        this.offsets.push(millis - this.local());
        if (this.offsets.length > KEPT) this.offsets.shift();
        this.offset = Math.max(...this.offsets);
    }

    now(): number {
        return this.local() + this.offset;
    }
}
