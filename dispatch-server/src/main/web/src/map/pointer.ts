import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { NewJob } from "../panels/new-job";
import type { Tooltip } from "../panels/tooltip";
import type { Selection } from "../ui/selection";
import type { Scene } from "./scene";

const MOUSE_REACH = 14;
const FINGER_REACH = 26;

/** Hovering and clicking on the map. */
export class Pointer {
    private readonly finger = matchMedia("(pointer: coarse)");

    constructor(
        private readonly map: MapLibre,
        private readonly scene: Scene,
        private readonly selection: Selection,
        private readonly newJob: NewJob,
        private readonly tooltip: Tooltip,
    ) {
        map.on("click", (event) => this.click(event));
        map.on("mousemove", (event) => this.move(event));
        map.on("mouseout", () => this.leave());
        map.on("movestart", () => this.leave());
    }

    private click({ point, lngLat }: MapMouseEvent): void {
        if (this.newJob.active) {
            this.newJob.put({ lat: lngLat.lat, lng: lngLat.lng });
            return;
        }
        this.selection.select(this.scene.hitAt(point.x, point.y, this.finger.matches ? FINGER_REACH : MOUSE_REACH));
    }

    private move({ point }: MapMouseEvent): void {
        if (this.finger.matches || this.map.isMoving()) return;
        const thing = this.newJob.active ? null : this.scene.hitAt(point.x, point.y, MOUSE_REACH);
        this.map.getCanvas().style.cursor = this.newJob.active ? "crosshair" : thing ? "pointer" : "";
        if (this.selection.hover(thing)) this.scene.redraw();
        this.tooltip.at(thing, point.x, point.y);
    }

    private leave(): void {
        if (this.selection.hover(null)) this.scene.redraw();
        this.tooltip.at(null, 0, 0);
    }
}
