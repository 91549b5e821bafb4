// Drivers that drive (along streets where there are any), customers who ask, offers that are answered. It is
// only plausible, not right: the real engine and the real simulator are elsewhere.
const CENTRE = { lat: 57.7, lng: 11.97 };
const METRES_PER_DEGREE = 111_320;
const SQUEEZE = Math.cos((CENTRE.lat * Math.PI) / 180);
const VEHICLES = ["CAR", "CAR", "CAR", "CAR", "VAN", "MOTORCYCLE", "BICYCLE"];
const DRIVABLE = /motorway|trunk|primary|secondary|tertiary|residential|unclassified|living_street/;

export class MockCity {
    constructor({ drivers, jobsPerMinute, seed, streets }) {
        this.random = mulberry(seed);
        this.jobsPerMinute = jobsPerMinute;
        this.roads = streets ? roadGraph(streets) : null;
        this.drivers = Array.from({ length: drivers }, (_, i) => this.newDriver(i + 1));
        this.byId = new Map(this.drivers.map((d) => [d.id, d]));
        this.jobs = new Map();
        this.everyJob = new Map();
        this.offers = new Map();
        this.totals = { completed: 0, cancelled: 0, unfulfilled: 0 };
        this.waits = [];
        this.ids = 1000;
        this.clear();
    }

    clear() {
        this.touched = { drivers: new Set(), jobs: new Set(), ended: [], offers: [], offersEnded: [] };
    }

    newDriver(n) {
        const place = this.somewhere(0.034);
        const driver = {
            id: `d-${String(n).padStart(4, "0")}`, ...place, heading: null, state: "IDLE", liveness: "LIVE", at: Date.now(),
            vehicle: VEHICLES[Math.floor(this.random() * VEHICLES.length)], job: null, silentUntil: 0, next: this.random() * 2, goal: null, path: [], back: null,
        };
        if (this.random() < 0.1) driver.state = "OFFLINE";
        return driver;
    }

    somewhere(spread) {
        if (this.roads) {
            for (;;) {
                const place = this.roads.places[Math.floor(this.random() * this.roads.places.length)];
                const d = Math.hypot((place.lng - CENTRE.lng) * SQUEEZE, place.lat - CENTRE.lat);
                if (this.random() < Math.exp(-((d / spread) ** 2))) return { ...place };
            }
        }
        const r = spread * Math.sqrt(-Math.log(1 - this.random() * 0.999));
        const a = this.random() * 2 * Math.PI;
        return { lat: CENTRE.lat + r * Math.sin(a), lng: CENTRE.lng + (r * Math.cos(a)) / SQUEEZE };
    }

    step(seconds, now) {
        if (this.random() < (this.jobsPerMinute / 60) * seconds % 1 || seconds >= 1) {
            const n = Math.max(1, Math.round((this.jobsPerMinute / 60) * seconds));
            for (let i = 0; i < n; i++) {
                this.submit(this.random() < 0.6 ? "RIDE" : "DELIVERY", this.somewhere(0.026), this.somewhere(0.036), now);
            }
        }
        for (const d of this.drivers) this.stepDriver(d, seconds, now);
        for (const o of [...this.offers.values()]) this.stepOffer(o, now);
        for (const j of [...this.jobs.values()]) if (j.state === "PENDING" || j.state === "SCHEDULED") this.match(j, now);
    }

    submit(kind, pickup, dropoff, now) {
        const job = {
            id: `j-${++this.ids}`, kind, pickup, dropoff, state: "PENDING", requestedAt: new Date(now).toISOString(), at: now, driver: null,
            unmatchedReason: "WAITING_FOR_ROUND", declined: new Set(), events: [], followers: new Set(), tryAt: now + 1500,
            requirements: this.random() < 0.15 ? { vehicle: "VAN", skills: ["CHILD_SEAT"] } : {}, patience: 420 + this.random() * 300,
        };
        if (this.random() < 0.02) Object.assign(job, { state: "SCHEDULED", unmatchedReason: "NOT_YET_DUE", tryAt: now + 400_000 });
        this.jobs.set(job.id, job);
        this.everyJob.set(job.id, job);
        this.touched.jobs.add(job);
        this.event(job, "JobSubmitted", now, { kind });
        return job;
    }

    event(job, type, now, fields = {}) {
        const event = { id: job.events.length + 1, type, data: { at: new Date(now).toISOString(), ...fields } };
        job.events.push(event);
        for (const f of job.followers) f(event);
    }

    match(job, now) {
        if (now < job.tryAt) return;
        if (now - job.at > job.patience * 1000) return this.end(job, "UNFULFILLED", now, { reason: job.unmatchedReason });
        job.tryAt = now + 4000;
        job.state = "PENDING";
        let best = null;
        let distance = 2_200;
        for (const d of this.drivers) {
            if (d.state !== "IDLE" || d.liveness !== "LIVE" || job.declined.has(d.id)) continue;
            if (job.requirements.vehicle && d.vehicle !== job.requirements.vehicle) continue;
            const m = metres(d, job.pickup);
            if (m < distance) [best, distance] = [d, m];
        }
        this.touched.jobs.add(job);
        if (!best) {
            job.unmatchedReason = job.requirements.vehicle ? "NO_DRIVER_WITH_REQUIREMENTS" : job.declined.size > 1 ? "ALL_DECLINED" : this.random() < 0.5 ? "DRIVERS_BUSY" : "NO_DRIVER_IN_REACH";
            return;
        }
        Object.assign(job, { state: "OFFERED", unmatchedReason: null });
        best.state = "OFFERED";
        this.touched.drivers.add(best);
        const offer = { id: `o-${++this.ids}`, job: job.id, driver: best.id, expires: now + 15_000, answer: now + 1500 + this.random() * 15_500 };
        this.offers.set(offer.id, offer);
        this.touched.offers.push(offer);
        this.event(job, "OfferMade", now, { driver: best.id, pickupDistanceMeters: Math.round(distance), pickupTravelTimeSeconds: Math.round(distance / 7) });
    }

    stepOffer(offer, now) {
        const job = this.jobs.get(offer.job);
        const driver = this.byId.get(offer.driver);
        const expired = now >= offer.expires;
        if (job && !expired && now < offer.answer) return;
        this.offers.delete(offer.id);
        const outcome = !job ? "WITHDRAWN" : expired ? "EXPIRED" : this.random() < 0.78 ? "ACCEPTED" : "DECLINED";
        this.touched.offersEnded.push({ id: offer.id, outcome });
        this.touched.drivers.add(driver);
        driver.state = outcome === "ACCEPTED" ? "ON_JOB" : "IDLE";
        if (!job) return;
        this.touched.jobs.add(job);
        this.event(job, `Offer${outcome[0]}${outcome.slice(1).toLowerCase()}`, now, { driver: driver.id });
        if (outcome === "ACCEPTED") {
            Object.assign(job, { state: "ASSIGNED", driver: driver.id });
            driver.job = job;
        } else {
            Object.assign(job, { state: "PENDING", unmatchedReason: "WAITING_FOR_ROUND", tryAt: now + 1000 });
            job.declined.add(driver.id);
        }
    }

    end(job, state, now, fields = {}) {
        if (!this.jobs.delete(job.id)) return;
        const driver = job.driver && this.byId.get(job.driver);
        if (driver) {
            Object.assign(driver, { state: "IDLE", job: null });
            this.touched.drivers.add(driver);
        }
        job.state = state;
        this.touched.ended.push({ id: job.id, state });
        this.totals[state.toLowerCase()]++;
        this.event(job, `Job${state[0]}${state.slice(1).toLowerCase()}`, now, fields);
    }

    stepDriver(d, seconds, now) {
        d.next -= seconds;
        if (d.silentUntil > now) {
            const silent = now - d.at;
            const liveness = silent > 60_000 ? "GONE" : silent > 15_000 ? "STALE" : "LIVE";
            if (liveness !== d.liveness) this.touched.drivers.add(d);
            d.liveness = liveness;
            return;
        }
        if (d.liveness !== "LIVE") this.touched.drivers.add(d);
        d.liveness = "LIVE";
        if (d.state === "OFFLINE" && this.random() < 0.0006 * seconds) d.state = "IDLE";
        else if (d.state === "IDLE" && this.random() < 0.00008 * seconds) d.state = "OFFLINE";
        if (d.state === "IDLE" && this.random() < 0.0003 * seconds) d.silentUntil = now + 20_000 + this.random() * 80_000;
        if (d.next > 0) return;
        const elapsed = 2;
        d.next += elapsed;
        d.at = now;
        if (d.state === "OFFLINE") return;
        this.touched.drivers.add(d);
        const speed = d.vehicle === "BICYCLE" ? 5 : 11;
        const goal = d.job ? (d.job.state === "PICKED_UP" ? d.job.dropoff : d.job.pickup) : null;
        if (!goal && this.random() < 0.3) return;
        this.drive(d, goal, speed * elapsed * (goal ? 1 : 0.6));
        if (goal && metres(d, goal) < 90) this.arrived(d, now);
    }

    arrived(d, now) {
        const job = d.job;
        this.touched.jobs.add(job);
        if (job.state === "ASSIGNED") {
            job.state = "AT_PICKUP";
            job.leaveAt = now + 20_000;
            this.event(job, "DriverArrived", now, { driver: d.id });
        } else if (job.state === "AT_PICKUP" && now >= job.leaveAt) {
            job.state = "PICKED_UP";
            this.waits.push((now - job.at) / 1000);
            this.event(job, "JobPickedUp", now, { driver: d.id });
        } else if (job.state === "PICKED_UP") this.end(job, "COMPLETED", now, { driver: d.id });
    }

    drive(d, goal, length) {
        if (this.roads) return this.driveRoads(d, goal, length);
        const turn = ((this.random() - 0.5) * Math.PI) / 3;
        const angle = goal ? Math.atan2(goal.lat - d.lat, (goal.lng - d.lng) * SQUEEZE) : ((90 - (d.heading ?? this.random() * 360)) * Math.PI) / 180 + turn;
        const far = goal ? Math.min(length, metres(d, goal)) : length;
        this.moveTo(d, { lat: d.lat + (far * Math.sin(angle)) / METRES_PER_DEGREE, lng: d.lng + (far * Math.cos(angle)) / METRES_PER_DEGREE / SQUEEZE });
    }

    // With a goal along the shortest way, without one from junction to junction, never straight back.
    driveRoads(d, goal, length) {
        if (goal !== d.goal) Object.assign(d, { goal, path: goal ? this.roads.route(d, goal) : [], back: null });
        let left = length;
        let at = { lat: d.lat, lng: d.lng };
        for (let hops = 0; left > 0 && hops < 40; hops++) {
            if (d.path.length === 0) d.path.push(goal ?? this.wander(d));
            const target = d.path[0];
            const m = metres(at, target);
            if (m > left) {
                at = { lat: at.lat + ((target.lat - at.lat) * left) / m, lng: at.lng + ((target.lng - at.lng) * left) / m };
                break;
            }
            left -= m;
            at = { lat: target.lat, lng: target.lng };
            if (target === goal) break;
            d.path.shift();
        }
        this.moveTo(d, at);
    }

    wander(d) {
        const here = this.roads.nearest(d);
        const { next } = this.roads.nodes[here];
        const ways = next.filter((n) => n !== d.back);
        const options = ways.length > 0 ? ways : next;
        d.back = here;
        return this.roads.nodes[options[Math.floor(this.random() * options.length)] ?? here];
    }

    moveTo(d, place) {
        const dx = (place.lng - d.lng) * SQUEEZE;
        const dy = place.lat - d.lat;
        if (Math.hypot(dx, dy) > 0.00002) d.heading = Math.round(((Math.atan2(dx, dy) * 180) / Math.PI + 360) % 360);
        d.lat = Number(place.lat.toFixed(6));
        d.lng = Number(place.lng.toFixed(6));
    }

    counts() {
        const drivers = { OFFLINE: 0, IDLE: 0, OFFERED: 0, ON_JOB: 0 };
        for (const d of this.drivers) drivers[d.state]++;
        const jobs = { SCHEDULED: 0, PENDING: 0, OFFERED: 0, ASSIGNED: 0, AT_PICKUP: 0, PICKED_UP: 0 };
        for (const j of this.jobs.values()) jobs[j.state]++;
        const mean = this.waits.length ? this.waits.reduce((a, b) => a + b, 0) / this.waits.length : null;
        return { drivers, jobs, ...this.totals, meanWaitSeconds: mean };
    }

    driverFrame = (now) => (d) => ({ id: d.id, lat: d.lat, lng: d.lng, heading: d.heading, state: d.state, liveness: d.liveness, ageMs: now - d.at, vehicle: d.vehicle });
    jobFrame = ({ id, kind, state, pickup, dropoff, requestedAt, driver, unmatchedReason }) => ({ id, kind, state, pickup, dropoff, requestedAt, driver, unmatchedReason });
    offerFrame = (now) => ({ id, job, driver, expires }) => ({ id, job, driver, expiresInMs: expires - now });
    details = (job) => ({ ...this.jobFrame(job), requirements: job.requirements });

    snapshot(now) {
        return {
            t: "snapshot", region: "gothenburg", serverTime: new Date(now).toISOString(), center: CENTRE,
            drivers: this.drivers.map(this.driverFrame(now)), jobs: [...this.jobs.values()].map(this.jobFrame),
            offers: [...this.offers.values()].map(this.offerFrame(now)), counts: this.counts(),
        };
    }

    drain(now = Date.now()) {
        const { drivers, jobs, ended, offers, offersEnded } = this.touched;
        this.clear();
        return {
            t: "delta", serverTime: new Date(now).toISOString(), drivers: [...drivers].map(this.driverFrame(now)), driversRemoved: [],
            jobs: [...jobs].filter((j) => this.jobs.has(j.id)).map(this.jobFrame), jobsEnded: ended,
            offers: offers.map(this.offerFrame(now)), offersEnded, counts: this.counts(),
        };
    }
}

function roadGraph(streets) {
    const index = new Map();
    const nodes = [];
    const places = [];
    const node = ([lng, lat]) => {
        const key = `${lng},${lat}`;
        let i = index.get(key);
        if (i === undefined) {
            i = nodes.length;
            index.set(key, i);
            nodes.push({ lng, lat, next: [] });
        }
        return i;
    };
    for (const { properties, geometry } of streets.features) {
        if (geometry.type !== "LineString" || !DRIVABLE.test(properties.highway)) continue;
        const line = geometry.coordinates.map(node);
        for (let i = 1; i < line.length; i++) {
            nodes[line[i - 1]].next.push(line[i]);
            nodes[line[i]].next.push(line[i - 1]);
        }
        if (/residential|tertiary|secondary|living/.test(properties.highway)) line.forEach((n) => places.push({ lat: nodes[n].lat, lng: nodes[n].lng }));
    }
    const grid = new Map();
    const cell = (lat, lng) => `${Math.floor(lat * 200)},${Math.floor(lng * 100)}`;
    nodes.forEach((n, i) => grid.set(cell(n.lat, n.lng), [...(grid.get(cell(n.lat, n.lng)) ?? []), i]));
    const nearest = (p) => {
        let best = 0;
        let least = Infinity;
        for (const dy of [0, -0.005, 0.005]) for (const dx of [0, -0.01, 0.01]) {
            for (const i of grid.get(cell(p.lat + dy, p.lng + dx)) ?? []) {
                const m = metres(p, nodes[i]);
                if (m < least) [best, least] = [i, m];
            }
        }
        return best;
    };
    return { nodes, places, nearest, route: (from, to) => route(nodes, nearest(from), nearest(to)) };
}

// A* with a heap; greedy enough to be quick, straight enough to look right.
function route(nodes, from, to) {
    const goal = nodes[to];
    const cost = new Map([[from, 0]]);
    const came = new Map();
    const heap = [[0, from]];
    while (heap.length > 0) {
        const here = pop(heap)[1];
        if (here === to) break;
        for (const next of nodes[here].next) {
            const c = cost.get(here) + metres(nodes[here], nodes[next]);
            if (c >= (cost.get(next) ?? Infinity)) continue;
            cost.set(next, c);
            came.set(next, here);
            push(heap, [c + 1.3 * metres(nodes[next], goal), next]);
        }
    }
    const path = [];
    for (let n = to; n !== undefined && came.has(n); n = came.get(n)) path.unshift(nodes[n]);
    return path;
}

function push(heap, item) {
    let i = heap.push(item) - 1;
    for (let up = (i - 1) >> 1; i > 0 && heap[up][0] > item[0]; up = (i - 1) >> 1) {
        heap[i] = heap[up];
        heap[i = up] = item;
    }
}

function pop(heap) {
    const top = heap[0];
    const last = heap.pop();
    if (heap.length === 0) return top;
    let i = 0;
    for (;;) {
        let child = 2 * i + 1;
        if (child + 1 < heap.length && heap[child + 1][0] < heap[child][0]) child++;
        if (child >= heap.length || heap[child][0] >= last[0]) break;
        heap[i] = heap[child];
        i = child;
    }
    heap[i] = last;
    return top;
}

function metres(a, b) {
    return METRES_PER_DEGREE * Math.hypot((b.lng - a.lng) * SQUEEZE, b.lat - a.lat);
}

function mulberry(seed) {
    let s = seed >>> 0;
    return () => {
        s = (s + 0x6d2b79f5) >>> 0;
        let t = Math.imul(s ^ (s >>> 15), 1 | s);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
}
