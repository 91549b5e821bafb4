import { h } from "../ui/dom";

type Stop = "peek" | "half" | "full";
const STOPS: readonly Stop[] = ["peek", "half", "full"];

/** On a phone a side panel is a sheet at the bottom: dragged or tapped between three heights. */
export class Sheet {
    readonly handle = h("button.sheet-handle", { "aria-label": "Show more or less" }, h("i"));
    private startY = 0;
    private startHeight = 0;
    private dragged = false;

    constructor(private readonly panel: HTMLElement, initial: Stop) {
        panel.dataset.sheet = initial;
        this.handle.addEventListener("pointerdown", (e) => this.down(e));
        this.handle.addEventListener("pointermove", (e) => this.move(e));
        this.handle.addEventListener("pointerup", (e) => this.up(e));
        this.handle.addEventListener("click", () => {
            if (!this.dragged) this.settle(STOPS[(STOPS.indexOf(this.panel.dataset.sheet as Stop) + 1) % STOPS.length]!);
        });
    }

    private down(event: PointerEvent): void {
        this.handle.setPointerCapture(event.pointerId);
        this.startY = event.clientY;
        this.startHeight = this.panel.offsetHeight;
        this.dragged = false;
    }

    private move(event: PointerEvent): void {
        if (!this.handle.hasPointerCapture(event.pointerId)) return;
        const by = this.startY - event.clientY;
        if (Math.abs(by) > 6) this.dragged = true;
        if (this.dragged) this.panel.style.height = `${Math.max(80, this.startHeight + by)}px`;
    }

    private up(event: PointerEvent): void {
        this.handle.releasePointerCapture(event.pointerId);
        if (!this.dragged) return;
        const share = this.panel.offsetHeight / window.innerHeight;
        this.settle(share < 0.3 ? "peek" : share < 0.68 ? "half" : "full");
    }

    private settle(stop: Stop): void {
        this.panel.style.height = "";
        this.panel.dataset.sheet = stop;
    }
}
