/** The words of the live socket and the HTTP API, as the server says them. */

export const DRIVER_STATES = ["IDLE", "OFFERED", "ON_JOB", "OFFLINE"] as const;
export type DriverState = (typeof DRIVER_STATES)[number];

export const OPEN_JOB_STATES = ["SCHEDULED", "PENDING", "OFFERED", "ASSIGNED", "AT_PICKUP", "PICKED_UP"] as const;
export type OpenJobState = (typeof OPEN_JOB_STATES)[number];
export type EndedJobState = "COMPLETED" | "CANCELLED" | "UNFULFILLED";
export type JobState = OpenJobState | EndedJobState;

export type Liveness = "LIVE" | "STALE" | "GONE";
export type Vehicle = "CAR" | "MOTORCYCLE" | "BICYCLE" | "VAN";
export type JobKind = "RIDE" | "DELIVERY";
export type OfferOutcome = "ACCEPTED" | "DECLINED" | "EXPIRED" | "WITHDRAWN";

export interface Place {
    lat: number;
    lng: number;
}

export interface DriverFrame extends Place {
    id: string;
    heading: number | null;
    state: DriverState;
    liveness: Liveness;
    ageMs: number;
    vehicle: Vehicle;
}

export interface JobFrame {
    id: string;
    kind: JobKind;
    state: OpenJobState;
    pickup: Place;
    dropoff: Place;
    requestedAt: string;
    driver: string | null;
    unmatchedReason: string | null;
}

export interface OfferFrame {
    id: string;
    job: string;
    driver: string;
    expiresInMs: number;
}

/** How many things are in an H3 cell; zeros are left out. */
export interface CellFrame {
    cell: string;
    drivers: Partial<Record<DriverState, number>>;
    jobs: Partial<Record<OpenJobState, number>>;
}

/** How closely the server shows the view. */
export interface Detail {
    drivers: "EACH" | "CELLS";
    jobs: "REGION" | "VIEW" | "CELLS";
    /** H3 resolution of the cells, or null where there are none. */
    resolution: number | null;
}

/** A part of the world; `west` is above `east` where it lies across ±180. */
export interface Box {
    west: number;
    south: number;
    east: number;
    north: number;
}

export interface Counts {
    drivers: Record<DriverState, number>;
    jobs: Record<OpenJobState, number>;
    completed: number;
    cancelled: number;
    unfulfilled: number;
    meanWaitSeconds: number | null;
}

export interface Snapshot {
    t: "snapshot";
    seq: number;
    region: string;
    serverTime: string;
    center: Place;
    /** Where nearly everything is; null or absent while nothing is anywhere. */
    extent?: Box | null;
    /** Absent means everything one by one. */
    detail?: Detail;
    view?: number;
    drivers: DriverFrame[];
    jobs: JobFrame[];
    offers: OfferFrame[];
    cells?: CellFrame[];
    counts: Counts;
}

export interface Delta {
    t: "delta";
    seq: number;
    serverTime: string;
    view?: number;
    drivers?: DriverFrame[];
    driversRemoved?: string[];
    jobs?: JobFrame[];
    jobsEnded?: { id: string; state: EndedJobState }[];
    jobsRemoved?: string[];
    cells?: CellFrame[];
    cellsRemoved?: string[];
    offers?: OfferFrame[];
    offersEnded?: { id: string; outcome: OfferOutcome }[];
    counts?: Counts;
}

export interface Bye {
    t: "bye";
    reason: string;
    reconnectAfterMs?: number;
}

export interface ErrorFrame {
    t: "error";
    problem: Problem;
}

export interface Ping {
    t: "ping";
}

export type ServerFrame = Snapshot | Delta | Bye | ErrorFrame | Ping;

/** What the page says to the server. */
export interface ViewFrame extends Box {
    t: "view";
    id: number;
    zoom: number;
}

/** A region as GET /v1/regions lists it. */
export interface RegionFrame {
    id: string;
    center: Place;
}

/** The body of application/problem+json. */
export interface Problem {
    type?: string;
    title?: string;
    status?: number;
    detail?: string;
    errors?: { pointer?: string; detail?: string }[];
}

/** The answer to GET /v1/jobs/{id}; the server may say more than is listed. */
export type ExplanationLanguage = "en" | "id";

export interface Explanation {
    lang: ExplanationLanguage;
    text: string;
    sentences: { code: string; at: string; text: string }[];
}

export interface JobDetails {
    id: string;
    kind: JobKind;
    state: JobState;
    pickup: Place;
    dropoff: Place;
    requirements?: unknown;
    requestedAt: string;
    driver?: string | null;
    unmatchedReason?: string | null;
    offer?: unknown;
}

/** Which cases are listed. */
export type CaseState = "OPEN" | "OVERDUE" | "ANSWERED";

export const OUTCOMES = ["UPHELD", "CHANGED", "COMPENSATED", "NOT_OURS"] as const;

export interface CaseStep {
    at: string;
    kind: "OPENED" | "ANSWERED" | "SENT";
    by?: string;
    outcome?: string;
    text?: string;
}

export interface CaseSummary {
    id: string;
    driver: string;
    region: string | null;
    subject: string;
    job: string | null;
    date: string | null;
    words: string;
    state: "OPEN" | "ANSWERED";
    openedAt: string;
    dueAt: string;
    overdue: boolean;
    late: boolean;
    answer: CaseStep | null;
}

export interface CaseList {
    open: number;
    overdue: number;
    cases: CaseSummary[];
    after: string | null;
}

/** What was known of a decision when its driver objected; which parts there are depends on the subject. */
export interface Evidence {
    explanation?: Explanation | null;
    record?: Explanation | null;
    replay?: { command: string | null; note?: string; until: string } | null;
    pauses?: { what: "PAUSED" | "RESUMED"; at: string; by: string; reason: string }[];
    statement?: unknown;
}

export interface ReviewCase extends CaseSummary {
    evidence: Evidence;
    history: CaseStep[];
}

/** Whether a human keeps a driver from offers. */
export interface Pause {
    paused: boolean;
    at: string | null;
    by: string | null;
    reason: string | null;
}

export interface PolicyName {
    name: string;
    version: number;
    about: string;
}

/** On what a change of policy rests: a comparison's main figures, or words why there is none. */
export interface Grounds {
    report?: string;
    figures?: { figure: string; before: number | null; after: number | null; low: number | null; high: number | null }[];
    withoutReport?: string;
}

export interface PolicyChange {
    event: number;
    at: string;
    by: string;
    reason: string;
    grounds: Grounds | null;
    policy: PolicyName;
}

export interface PolicyInForce {
    policy: PolicyName;
    change: { at: string; by: string; reason: string } | null;
}
