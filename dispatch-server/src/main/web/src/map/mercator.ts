/** Web Mercator in the units of MapLibre: the world is 512 pixels wide at zoom 0. */
const TILE = 512;
const EQUATOR_METRES = 40_075_016.686;

export interface View {
    lng: number;
    lat: number;
    zoom: number;
    width: number;
    height: number;
}

export function worldX(lng: number, zoom: number): number {
    return ((lng + 180) / 360) * TILE * 2 ** zoom;
}

export function worldY(lat: number, zoom: number): number {
    const sin = Math.sin((lat * Math.PI) / 180);
    return (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * TILE * 2 ** zoom;
}

export function metresPerPixel(lat: number, zoom: number): number {
    return (EQUATOR_METRES * Math.cos((lat * Math.PI) / 180)) / (TILE * 2 ** zoom);
}

/** A function from places to screen pixels for a map that is neither turned nor tilted. */
export function projector(view: View): (lng: number, lat: number) => [x: number, y: number] {
    const x0 = worldX(view.lng, view.zoom) - view.width / 2;
    const y0 = worldY(view.lat, view.zoom) - view.height / 2;
    return (lng, lat) => [worldX(lng, view.zoom) - x0, worldY(lat, view.zoom) - y0];
}
