import { cellToLatLng } from "h3-js";
import type { Map as MapLibre, MapMouseEvent } from "maplibre-gl";
import type { NewJob } from "../panels/new-job";
import type { Tooltip } from "../panels/tooltip";
import type { Selection } from "../ui/selection";
import type { Camera } from "./camera";
import type { Scene } from "./scene";

const MOUSE_REACH = 14;
const FINGER_REACH = 26;

/** Hovering and clicking on the map. */
export class Pointer {
    private readonly finger = matchMedia("(pointer: coarse)");

    constructor(
        private readonly map: MapLibre,
        private readonly scene: Scene,
        private readonly camera: Camera,
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
        const thing = this.scene.hitAt(point.x, point.y, this.finger.matches ? FINGER_REACH : MOUSE_REACH);
        const cell = thing ? null : this.scene.cellAt(lngLat);
        this.selection.select(thing);
        if (cell) {
            const [lat, lng] = cellToLatLng(cell.cell);
            this.camera.zoomInto([lng, lat]);
        }
    }

    private move({ point, lngLat }: MapMouseEvent): void {
        if (this.finger.matches || this.map.isMoving()) return;
        const thing = this.newJob.active ? null : this.scene.hitAt(point.x, point.y, MOUSE_REACH);
        const cell = thing || this.newJob.active ? null : this.scene.cellAt(lngLat);
        this.map.getCanvas().style.cursor = this.newJob.active ? "crosshair" : thing || cell ? "pointer" : "";
        if (this.selection.hover(thing)) this.scene.redraw();
        if (cell) this.tooltip.cellAt(cell, point.x, point.y);
        else this.tooltip.at(thing, point.x, point.y);
    }

    private leave(): void {
        if (this.selection.hover(null)) this.scene.redraw();
        this.tooltip.at(null, 0, 0);
    }
}
