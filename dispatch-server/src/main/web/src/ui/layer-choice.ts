export type HeatMode = "off" | "supply" | "demand" | "unserved";

export interface Visible {
    IDLE: boolean;
    OFFERED: boolean;
    ON_JOB: boolean;
    OFFLINE: boolean;
    jobs: boolean;
    clocks: boolean;
    approach: boolean;
    offers: boolean;
    streets: boolean;
    heat: HeatMode;
}

const KEY = "antar.layers";
const INITIAL: Visible = {
    IDLE: true, OFFERED: true, ON_JOB: true, OFFLINE: true,
    jobs: true, clocks: true, approach: true, offers: true, streets: true, heat: "off",
};

/** Which layers the operator wants to see; remembered. */
export class LayerChoice {
    readonly visible: Visible = { ...INITIAL, ...remembered() };
    private readonly listeners: (() => void)[] = [];

    onChange(listener: () => void): void {
        this.listeners.push(listener);
    }

    set<K extends keyof Visible>(name: K, value: Visible[K]): void {
        this.visible[name] = value;
        try {
            localStorage.setItem(KEY, JSON.stringify(this.visible));
        } catch {
            // Without storage the choice lasts until the page is closed.
        }
        for (const listener of this.listeners) listener();
    }
}

function remembered(): Partial<Visible> {
    try {
        const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
        return stored !== null && typeof stored === "object" ? (stored as Partial<Visible>) : {};
    } catch {
        return {};
    }
}
