#!/usr/bin/env node
// Makes the demo's street network: takes the extract of Gothenburg that comes with the npm package
// geojson-path-finder 2.1.0 (OpenStreetMap, ODbL), keeps what cars may drive on, and writes a table of links
// as `--roads` reads it. Run it again only to change the rules; the result is committed.
//
//     node scripts/make-gothenburg-roads.mjs [network.json]
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const PACKAGE = "geojson-path-finder@2.1.0";
const TARGET = join(dirname(fileURLToPath(import.meta.url)),
    "../simulator/src/main/resources/dev/antar/simulator/demo/gothenburg-roads.csv.gz");

// What one drives on average on a free street of this class, km/h.
const SPEED = {
    motorway: 70, motorway_link: 50, trunk: 60, trunk_link: 45, primary: 45, primary_link: 40, secondary: 40,
    secondary_link: 35, tertiary: 35, tertiary_link: 30, unclassified: 30, residential: 25, road: 25, living_street: 12,
};
const OF_LIMIT = 0.8;
const SMOOTH_METRES = 2;
const RADIUS = 6_371_008.8;

const network = JSON.parse(readFileSync(process.argv[2] ?? fetched(), "utf8"));
const ways = network.features.filter(drivable).map(way);
const uses = new Map();
for (const { points } of ways) {
    points.forEach((p, i) => uses.set(p.key, (uses.get(p.key) ?? 0) + (i === 0 || i === points.length - 1 ? 2 : 1)));
}
const rows = ways.flatMap(links);
const header = "from_lat,from_lng,to_lat,to_lng,length_m,travel_time_s,both_ways,shape";
// A fixed time in the archive: the same input gives the same bytes.
writeFileSync(TARGET, gzipSync([header, ...rows, ""].join("\n"), { level: 9 }));
console.log(`${rows.length} links -> ${TARGET}`);

function fetched() {
    const folder = mkdtempSync(join(tmpdir(), "gothenburg-"));
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    const archive = execFileSync("npm", ["pack", PACKAGE, "--silent"], { cwd: folder, encoding: "utf8" }).trim();
    execFileSync("tar", ["xzf", archive], { cwd: folder });
    return join(folder, "package/test/large-network.json");
}

function drivable({ geometry, properties: p }) {
    return geometry.type === "LineString" && p.highway in SPEED
        && !["no", "private"].includes(p.access) && !["no", "private"].includes(p.motor_vehicle) && p.area !== "yes";
}

function way({ geometry, properties: p }) {
    const limit = Number.parseInt(p.maxspeed ?? "", 10);
    const kmh = Number.isFinite(limit) && limit > 0 ? Math.min(limit * OF_LIMIT, 70) : SPEED[p.highway];
    const oneWay = p.oneway === "yes" || p.junction === "roundabout"
        || (p.oneway === undefined && ["motorway", "motorway_link"].includes(p.highway));
    const points = geometry.coordinates.map(([lng, lat]) => {
        const place = { lat: Number(lat.toFixed(6)), lng: Number(lng.toFixed(6)) };
        return { ...place, key: `${place.lat},${place.lng}` };
    });
    return { points, kmh, oneWay };
}

/** One row for each stretch between two junctions. */
function links({ points, kmh, oneWay }) {
    const rows = [];
    let from = 0;
    for (let i = 1; i < points.length; i++) {
        if (uses.get(points[i].key) < 2) continue;
        const stretch = points.slice(from, i + 1);
        from = i;
        const metres = stretch.slice(1).reduce((sum, p, j) => sum + distance(stretch[j], p), 0);
        if (metres === 0) continue;
        const shape = smooth(stretch).slice(1, -1).map((p) => `${p.lat} ${p.lng}`).join(" ");
        rows.push([
            stretch[0].key, stretch.at(-1).key, metres.toFixed(1), (metres / (kmh / 3.6)).toFixed(2), oneWay ? 0 : 1, shape,
        ].join(","));
    }
    return rows;
}

/** Douglas and Peucker: leaves out points that are nearer than SMOOTH_METRES to the line without them. */
function smooth(points) {
    let worst = 0;
    let at = 0;
    for (let i = 1; i < points.length - 1; i++) {
        const off = offLine(points[i], points[0], points.at(-1));
        if (off > worst) [worst, at] = [off, i];
    }
    if (worst <= SMOOTH_METRES) return [points[0], points.at(-1)];
    return [...smooth(points.slice(0, at + 1)).slice(0, -1), ...smooth(points.slice(at))];
}

function offLine(p, a, b) {
    const [px, py] = metresFrom(a, p);
    const [bx, by] = metresFrom(a, b);
    const length = bx * bx + by * by;
    const part = length === 0 ? 0 : Math.min(1, Math.max(0, (px * bx + py * by) / length));
    return Math.hypot(px - part * bx, py - part * by);
}

function distance(a, b) {
    return Math.hypot(...metresFrom(a, b));
}

function metresFrom(a, b) {
    const degree = (RADIUS * Math.PI) / 180;
    return [(b.lng - a.lng) * degree * Math.cos((a.lat * Math.PI) / 180), (b.lat - a.lat) * degree];
}
