// A pretended city for working on the page: `node dev/mock-server.mjs [--port 8099] [--drivers 1000]
// [--jobs-per-minute 70] [--streets FILE] [--root dist] [--seed 7]`. Not shipped.
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { parseArgs } from "node:util";
import { WebSocketServer } from "ws";
import { MockCity } from "./mock-city.mjs";

const { values: options } = parseArgs({
    options: {
        port: { type: "string", default: "8099" },
        drivers: { type: "string", default: "1000" },
        "jobs-per-minute": { type: "string", default: "70" },
        streets: { type: "string" },
        root: { type: "string", default: "dist" },
        seed: { type: "string", default: "7" },
        warm: { type: "string", default: "600" },
    },
});
const streets = options.streets ? readFileSync(options.streets) : null;
const city = new MockCity({
    drivers: Number(options.drivers),
    jobsPerMinute: Number(options["jobs-per-minute"]),
    seed: Number(options.seed),
    streets: streets ? JSON.parse(streets) : null,
});
for (let s = 0; s < Number(options.warm); s++) city.step(1, Date.now() - (Number(options.warm) - s) * 1000);
city.drain();

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".txt": "text/plain" };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const http = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    if (url.pathname.startsWith("/v1/")) return api(request, response, url.pathname);
    if (url.pathname === "/map/streets.geojson") {
        response.writeHead(streets ? 200 : 204, { "Content-Type": "application/geo+json" });
        return response.end(streets ?? "");
    }
    const file = join(options.root, normalize(url.pathname === "/" ? "/index.html" : url.pathname));
    if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream", "Content-Security-Policy": CSP });
    createReadStream(file).pipe(response);
});

function api(request, response, path) {
    const found = /^\/v1\/jobs(?:\/([^/:]+)(:cancel|\/events)?)?$/.exec(path);
    if (!found) return problem(response, 404, "Not found", `There is nothing at ${path}`);
    const [, id, action] = found;
    if (request.method === "POST") {
        let body = "";
        request.on("data", (chunk) => (body += chunk));
        request.on("end", () => post(response, id, action, JSON.parse(body || "{}")));
        return;
    }
    const job = city.everyJob.get(id);
    if (!job) return problem(response, 404, "No such job", `There is no job ${id}`);
    if (action === "/events") return follow(request, response, job);
    json(response, 200, city.details(job));
}

function post(response, id, action, body) {
    if (!id) {
        if (body.pickup?.lat === body.dropoff?.lat) {
            return problem(response, 422, "The job is not valid", null, [{ pointer: "#/dropoff", detail: "must differ from the pickup" }]);
        }
        return json(response, 201, city.details(city.submit(body.kind, body.pickup, body.dropoff, Date.now())));
    }
    const job = city.everyJob.get(id);
    if (!job) return problem(response, 404, "No such job", `There is no job ${id}`);
    if (job.state === "PICKED_UP") return problem(response, 409, "Too late to cancel", "The customer is already on board.");
    city.end(job, "CANCELLED", Date.now(), { reason: body.reason, by: "operator" });
    json(response, 200, city.details(job));
}

function follow(request, response, job) {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    const write = (e) => response.write(`id: ${e.id}\nevent: ${e.type}\ndata: ${JSON.stringify(e.data)}\n\n`);
    const last = Number(request.headers["last-event-id"] ?? 0);
    job.events.filter((e) => e.id > last).forEach(write);
    job.followers.add(write);
    request.on("close", () => job.followers.delete(write));
}

function json(response, status, body, type = "application/json") {
    response.writeHead(status, { "Content-Type": type }).end(JSON.stringify(body));
}

function problem(response, status, title, detail, errors) {
    json(response, status, { type: "about:blank", title, status, detail, errors }, "application/problem+json");
}

const sockets = new WebSocketServer({ server: http, path: "/v1/live" });
sockets.on("connection", (socket) => {
    socket.seq = 1;
    const snapshot = () => socket.send(JSON.stringify({ ...city.snapshot(Date.now()), seq: socket.seq }));
    snapshot();
    socket.on("message", (data) => {
        if (JSON.parse(data).t === "resync") snapshot();
    });
});

let lastStep = Date.now();
setInterval(() => {
    const now = Date.now();
    city.step((now - lastStep) / 1000, now);
    lastStep = now;
    const delta = city.drain(now);
    for (const socket of sockets.clients) {
        if (socket.readyState === 1) socket.send(JSON.stringify({ ...delta, seq: ++socket.seq }));
    }
}, 500);
setInterval(() => sockets.clients.forEach((s) => s.send('{"t":"ping"}')), 5_000);
http.listen(Number(options.port), "127.0.0.1", () => console.log(`mock city on http://127.0.0.1:${options.port}`));
process.on("SIGTERM", () => {
    for (const s of sockets.clients) {
        s.send('{"t":"bye","reason":"RESTART","reconnectAfterMs":1500}');
        s.close(1012);
    }
    setTimeout(() => process.exit(0), 100);
});
