/** Single-key shortcuts; they rest while somebody types into a field. */
export class Keys {
    private readonly actions = new Map<string, () => void>();

    constructor() {
        document.addEventListener("keydown", (event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, select");
            if (typing && event.key !== "Escape") return;
            const action = this.actions.get(event.key);
            if (!action) return;
            event.preventDefault();
            action();
        });
    }

    on(key: string, action: () => void): void {
        this.actions.set(key, action);
    }
}
