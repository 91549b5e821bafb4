export type Selected = { type: "job" | "driver"; id: string };

/** What the operator looks at: at most one selected thing and one under the pointer. */
export class Selection {
    selected: Selected | null = null;
    hovered: Selected | null = null;
    private readonly listeners: (() => void)[] = [];

    onChange(listener: () => void): void {
        this.listeners.push(listener);
    }

    select(thing: Selected | null): void {
        if (same(thing, this.selected)) return;
        this.selected = thing;
        for (const listener of this.listeners) listener();
    }

    hover(thing: Selected | null): boolean {
        if (same(thing, this.hovered)) return false;
        this.hovered = thing;
        return true;
    }
}

function same(a: Selected | null, b: Selected | null): boolean {
    return a === b || (a !== null && b !== null && a.type === b.type && a.id === b.id);
}
