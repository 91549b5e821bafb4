import type { Map as MapLibre } from "maplibre-gl";
import { City, type Change } from "./live/city";
import { History } from "./live/history";
import { RecentDemand } from "./live/recent-demand";
import { ServerClock } from "./live/server-clock";
import { LiveSocket } from "./live/socket";
import { ViewSender, WORLD } from "./live/view-sender";
import { createBaseMap, paintBase, seenOn } from "./map/base-map";
import { Camera } from "./map/camera";
import { keepGrid } from "./map/hex-grid";
import { Pointer } from "./map/pointer";
import { Scene } from "./map/scene";
import { drawStreets, paintStreets } from "./map/streets";
import { Cases } from "./panels/cases";
import { ConnectionStatus } from "./panels/connection";
import { Drawer } from "./panels/drawer";
import { Help } from "./panels/help";
import { JobList } from "./panels/job-list";
import { LayerPanel } from "./panels/layer-panel";
import { Legend } from "./panels/legend";
import { NewJob } from "./panels/new-job";
import { Overview } from "./panels/overview";
import { PolicyPanel } from "./panels/policy";
import { RegionChoice } from "./panels/region-choice";
import { Search } from "./panels/search";
import { Sheet } from "./panels/sheet";
import { toast } from "./panels/toasts";
import { toolbar } from "./panels/toolbar";
import { Tooltip } from "./panels/tooltip";
import { Trend } from "./panels/trend";
import { pageLanguage } from "./panels/why";
import type { ServerFrame } from "./protocol";
import { byId, h, say, show } from "./ui/dom";
import { Keys } from "./ui/keys";
import { LayerChoice, type HeatMode } from "./ui/layer-choice";
import { Selection } from "./ui/selection";
import { Theme } from "./ui/theme";

const HEAT_ORDER: readonly HeatMode[] = ["off", "supply", "demand", "unserved"];

/** Builds the page and connects its parts: frames → city → panels and scene; operator → selection and requests. */
export function startPage(): void {
    const theme = new Theme();
    const choice = new LayerChoice();
    const selection = new Selection();
    const city = new City();
    const history = new History();
    const demand = new RecentDemand();
    const clock = new ServerClock();
    const now = () => clock.now();

    const map = startMap(theme);
    const scene = map ? new Scene(map, { city, demand, clock, theme, choice, selection }) : null;
    const camera = map && scene ? new Camera(map, scene, city) : null;

    const panel = byId("panel");
    const overview = new Overview();
    const trend = new Trend(history, theme.palette);
    const jobs = new JobList(city, selection, now, () => scene?.redraw());
    const legend = new Legend(byId("legend"), choice, theme.palette);
    const drawerRoot = byId("drawer");
    const drawer = new Drawer(drawerRoot, { city, selection, now, fly: (thing) => camera?.flyTo(thing), toast });
    const tooltip = new Tooltip(byId("tooltip"), city, now);
    const help = new Help();
    const policy = new PolicyPanel(() => city.region, toast);
    const cases = new Cases(selection, toast);
    const newJob = new NewJob(() => {
        if (!scene) return;
        scene.draft = { ...newJob.draft };
        scene.redraw();
    }, (id) => {
        toast("Job created");
        selection.select({ type: "job", id });
    });
    const search = new Search(city, (thing) => {
        selection.select(thing);
        camera?.flyTo(thing);
    });
    let streetsCredit: string | null = null;
    const layers = new LayerPanel(choice, () => streetsCredit !== null);

    const regions = new RegionChoice(() => {
        selection.select(null);
        city.forget();
        history.clear();
        demand.clear();
        camera?.startAgain();
        views.look(WORLD, performance.now(), false);
        socket.moveTo(liveAddress(regions.id));
    });
    const socket = new LiveSocket(liveAddress(regions.id), received, (phase) => {
        status.update(performance.now());
        if (phase === "open") views.connected(performance.now());
    });
    const views = new ViewSender((frame) => socket.look(frame));
    const status = new ConnectionStatus(byId("banner"), socket, (state) => {
        document.title = state === "live" ? "Antar · Live map" : `(${state}) Antar · Live map`;
    });
    const sheet = new Sheet(panel, "peek");
    panel.append(
        sheet.handle,
        h("header.brand", {}, h("img", { src: "./favicon.svg", alt: "", width: 26, height: 26 }), h("h1", {}, "Antar"), regions.element, status.chip),
        overview.element, trend.element, jobs.element);
    byId("toolbar").append(...toolbar({ cases, policy, search, layers, newJob, help, theme, camera, policyPage: () => policyPage(regions.id) }));

    theme.onChange((palette) => {
        trend.repaint(palette);
        legend.update(scene?.heatMost ?? 0, palette, scene?.crowded ?? false);
    });
    choice.onChange(() => legend.update(scene?.heatMost ?? 0, theme.palette, scene?.crowded ?? false));
    bindKeys();
    if (map && scene) {
        if (camera) new Pointer(map, scene, camera, selection, newJob, tooltip);
        // Before the first snapshot nobody knows where to look.
        const looked = (resting: boolean) => {
            if (city.seq > 0) views.look(seenOn(map), performance.now(), resting);
        };
        map.on("move", () => looked(false));
        map.on("moveend", () => looked(true));
        map.on("resize", () => looked(true));
        map.once("load", () => void streets(map));
        choice.onChange(() => paintStreets(map, theme.palette, choice.visible.streets));
        theme.onChange((palette) => {
            paintBase(map, palette);
            paintStreets(map, palette, choice.visible.streets);
        });
        scene.onDrawn = () => {
            legend.update(scene.heatMost, theme.palette, scene.crowded);
            if (city.seq > 0) document.documentElement.dataset.ready = "true";
        };
    }

    setInterval(() => {
        status.update(performance.now());
        jobs.tick();
        drawer.update();
    }, 500);
    addEventListener("online", () => socket.retryNow());
    document.addEventListener("visibilitychange", () => {
        if (!document.hidden) socket.retryNow();
    });
    addEventListener("pagehide", () => socket.stop());
    addEventListener("pageshow", () => socket.start());
    socket.start();
    void regions.load();
    expose(city);

    function received(frame: ServerFrame): void {
        const at = performance.now();
        if (frame.t === "snapshot" || frame.t === "delta") {
            clock.heard(frame.serverTime);
            const change = frame.t === "snapshot" ? city.applySnapshot(frame, at) : city.applyDelta(frame, at);
            if (!change) socket.resync();
            else changed(change, at);
        } else if (frame.t === "error") {
            toast(frame.problem.detail ?? frame.problem.title ?? "The server refused a message");
        }
    }

    function changed(change: Change, at: number): void {
        if (change.whole) {
            socket.proven();
            regions.say(city.region);
            camera?.start();
            if (map) views.look(seenOn(map), at, true);
        }
        demand.apply(change, clock.now());
        scene?.apply(change, at);
        overview.update(city.counts);
        jobs.update();
        drawer.update();
        status.update(at);
        if (history.sample(clock.now(), city.counts)) trend.update();
        if (!scene) document.documentElement.dataset.ready = "true";
    }

    async function streets(on: MapLibre): Promise<void> {
        streetsCredit = await drawStreets(on, theme.palette);
        if (streetsCredit === null) return;
        paintStreets(on, theme.palette, choice.visible.streets);
        say(byId("credits"), streetsCredit);
        layers.refreshStreets();
    }

    function bindKeys(): void {
        const keys = new Keys();
        keys.on("/", () => search.focus());
        keys.on("l", () => layers.toggleOpen());
        keys.on("n", () => newJob.toggle());
        keys.on("p", () => policy.toggle());
        keys.on("o", () => cases.toggle());
        keys.on("t", () => theme.toggle());
        keys.on("c", () => camera?.wholeCity());
        keys.on("h", () => choice.set("heat", HEAT_ORDER[(HEAT_ORDER.indexOf(choice.visible.heat) + 1) % HEAT_ORDER.length]!));
        keys.on("+", () => camera?.zoom(1));
        keys.on("-", () => camera?.zoom(-1));
        keys.on("?", () => help.toggle());
        keys.on("Escape", () => {
            if (help.close() || cases.close() || policy.close() || search.close() || newJob.close() || layers.close()) return;
            selection.select(null);
        });
    }
}

/** Null where the browser has no WebGL: then the panels work without a map. */
function startMap(theme: Theme): MapLibre | null {
    const container = byId("map");
    try {
        const map = createBaseMap(container, theme.palette);
        map.once("load", () => keepGrid(map));
        return map;
    } catch {
        container.append(h("p.no-map", {}, "This browser cannot draw the map because WebGL is switched off. Everything else works."));
        show(byId("legend"), false);
        return null;
    }
}

function policyPage(region: string | null): string {
    const wishes = new URLSearchParams({ language: pageLanguage() });
    if (region !== null) wishes.set("region", region);
    return `./policy?${wishes}`;
}

function liveAddress(region: string | null): string {
    const address = new URL("v1/live", location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    address.search = region === null ? "" : `?region=${encodeURIComponent(region)}`;
    address.hash = "";
    return address.href;
}

/** A view for debugging and browser tests; changing it changes nothing. */
function expose(city: City): void {
    const state = Object.freeze({
        get region() {
            return city.region;
        },
        get seq() {
            return city.seq;
        },
        get drivers() {
            return new Map([...city.drivers].map(([id, { lat, lng, state: s }]) => [id, { lat, lng, state: s }]));
        },
        get jobs() {
            return new Map(city.jobs);
        },
        get offers() {
            return new Map(city.offers);
        },
        get cells() {
            return new Map(city.cells);
        },
        get detail() {
            return { ...city.detail };
        },
        get counts() {
            return structuredClone(city.counts);
        },
    });
    Object.defineProperty(window, "antar", { value: Object.freeze({ state }), writable: false });
}
