import type { Map as MapLibre } from "maplibre-gl";
import type { City } from "../live/city";
import type { Selected } from "../ui/selection";
import type { Scene } from "./scene";

const CLOSE_ZOOM = 14;
const OUTLIERS = 0.04;
const EDGE = 30;
const PHONE = "(max-width: 760px)";

/** Moves the map: to the whole city, to one thing, and out from under the panels. */
export class Camera {
    private started = false;

    constructor(private readonly map: MapLibre, private readonly scene: Scene, private readonly city: City) {
        this.pad();
        addEventListener("resize", () => this.pad());
    }

    /** On the first snapshot only: later ones must not pull the map away from the operator. */
    start(): void {
        if (this.started) return;
        this.started = true;
        this.wholeCity(false);
    }

    wholeCity(animate = true): void {
        this.pad();
        const bounds = this.bounds();
        const duration = animate ? 600 : 0;
        if (bounds) this.map.fitBounds(bounds, { padding: EDGE, maxZoom: 14, duration });
        else if (this.city.center) this.map.easeTo({ center: this.city.center, zoom: 12, duration });
    }

    flyTo(thing: Selected): void {
        const at = this.scene.placeOf(thing);
        if (at) this.map.easeTo({ center: at, zoom: Math.max(this.map.getZoom(), CLOSE_ZOOM), duration: 700 });
    }

    zoom(by: number): void {
        this.map.zoomTo(this.map.getZoom() + by, { duration: 250 });
    }

    /** The centre of the map is the centre of what the panels leave free. */
    pad(): void {
        const width = (id: string) => document.getElementById(id)?.offsetWidth ?? 0;
        if (matchMedia(PHONE).matches) {
            const sheet = Math.min(document.getElementById("panel")?.offsetHeight ?? 0, innerHeight / 2);
            this.map.setPadding({ left: 0, right: 0, top: 56, bottom: sheet });
        } else {
            this.map.setPadding({ left: width("panel") + 12, right: 0, top: 48, bottom: 40 });
        }
    }

    /** Of the drivers and pickups without the few that are far away from all others. */
    private bounds(): [number, number, number, number] | null {
        const places = [...this.city.drivers.values(), ...[...this.city.jobs.values()].map((j) => j.pickup)];
        if (places.length < 2) return null;
        const lngs = places.map((p) => p.lng).sort((a, b) => a - b);
        const lats = places.map((p) => p.lat).sort((a, b) => a - b);
        const low = Math.floor(places.length * OUTLIERS);
        const high = places.length - 1 - low;
        return [lngs[low]!, lats[low]!, lngs[high]!, lats[high]!];
    }
}
