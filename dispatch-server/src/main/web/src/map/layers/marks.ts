import type { Layer } from "@deck.gl/core";
import { IconLayer, ScatterplotLayer } from "@deck.gl/layers";
import type { Job } from "../../live/city";
import type { Place } from "../../protocol";
import type { Palette } from "../../ui/palette";
import { ICON_SIZE, type IconAtlas } from "../icons";

export interface Ring {
    at: [number, number];
    radius: number;
    strong: boolean;
}

/** Circles around what is selected or under the pointer. */
export function drawRings(rings: Ring[], palette: Palette): Layer {
    return new ScatterplotLayer<Ring>({
        id: "rings",
        data: rings,
        getPosition: (r) => r.at,
        getRadius: (r) => r.radius,
        radiusUnits: "pixels",
        filled: true,
        stroked: true,
        getFillColor: (r) => [...palette.route, r.strong ? 34 : 14],
        getLineColor: (r) => [...palette.route, r.strong ? 240 : 130],
        lineWidthUnits: "pixels",
        getLineWidth: (r) => (r.strong ? 2 : 1.5),
    });
}

export function drawDropoffs(jobs: Pick<Job, "dropoff">[], atlas: IconAtlas): Layer {
    return new IconLayer<Pick<Job, "dropoff">>({
        id: "dropoffs",
        data: jobs,
        iconAtlas: atlas.image as never,
        iconMapping: atlas.mapping,
        sizeScale: ICON_SIZE,
        getIcon: () => "dropoff",
        getPosition: (j) => [j.dropoff.lng, j.dropoff.lat],
        getColor: [255, 255, 255, 255],
        getSize: 1,
    });
}

/** A job that the operator is about to create. */
export interface Draft {
    pickup: Place | null;
    dropoff: Place | null;
}
