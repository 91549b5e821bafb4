/** Seconds as a waiting clock: 0:07, 12:40, 1:02:03. */
export function clock(seconds: number): string {
    const s = Math.max(0, Math.floor(seconds));
    const ss = String(s % 60).padStart(2, "0");
    const minutes = Math.floor(s / 60);
    if (minutes < 60) return `${minutes}:${ss}`;
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${ss}`;
}

/** Seconds in the shortest words that are still honest: "8 s", "4 min", "3 h", "2 d". */
export function span(seconds: number): string {
    const s = Math.max(0, Math.round(seconds));
    if (s < 90) return `${s} s`;
    if (s < 90 * 60) return `${Math.round(s / 60)} min`;
    if (s < 36 * 3600) return `${Math.round(s / 3600)} h`;
    return `${Math.round(s / 86_400)} d`;
}

export function distance(metres: number): string {
    return metres < 950 ? `${Math.round(metres / 10) * 10} m` : `${(metres / 1000).toFixed(1)} km`;
}

const THOUSANDS = new Intl.NumberFormat("en", { useGrouping: true });

export function count(n: number): string {
    return THOUSANDS.format(n);
}

/** For labels on the map: 940, 1.2k, 13k. */
export function shortCount(n: number): string {
    if (n < 1000) return String(n);
    return n < 10_000 ? `${(n / 1000).toFixed(1)}k` : `${Math.round(n / 1000)}k`;
}

/** Identifiers that sort by time begin alike, so a long one is shown by its end. */
export function shortId(id: string): string {
    return id.length <= 14 ? id : `…${id.slice(-8)}`;
}

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });

/** Time of day on the operator's own clock. */
export function timeOfDay(rfc3339: string | null): string {
    const millis = rfc3339 === null ? Number.NaN : Date.parse(rfc3339);
    return Number.isNaN(millis) ? "" : TIME.format(millis);
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false });

/** Day and time on the operator's own clock: "26 Nov, 14:03". */
export function dateAndTime(rfc3339: string | null): string {
    const millis = rfc3339 === null ? Number.NaN : Date.parse(rfc3339);
    return Number.isNaN(millis) ? "" : DAY.format(millis);
}

export function position(place: { lat: number; lng: number }): string {
    return `${place.lat.toFixed(5)}, ${place.lng.toFixed(5)}`;
}

/** NO_DRIVER_IN_REACH or OfferMade → "No driver in reach", "Offer made". */
export function humanise(word: string): string {
    const spaced = word.replace(/([a-z0-9])([A-Z])/g, "$1 $2").replace(/[_\s]+/g, " ").trim().toLowerCase();
    return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

const EARTH_RADIUS_METRES = 6_371_008.8;

/** Great-circle distance in metres. */
export function metresBetween(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
    const rad = Math.PI / 180;
    const s1 = Math.sin(((b.lat - a.lat) * rad) / 2);
    const s2 = Math.sin(((b.lng - a.lng) * rad) / 2);
    const x = s1 * s1 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * s2 * s2;
    return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(x)));
}
