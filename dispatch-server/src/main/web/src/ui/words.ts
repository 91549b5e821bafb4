import type { DriverState, JobKind, JobState, Liveness, OfferOutcome, Vehicle } from "../protocol";
import { humanise } from "./format";

/** Every word of the protocol in plain language; one place, so that another language is one more file. */

const REASONS: Record<string, string> = {
    NO_DRIVER_IN_REACH: "No free driver close enough",
    NO_DRIVER_WITH_REQUIREMENTS: "No driver nearby meets the requirements",
    ALL_DECLINED: "Every driver nearby has declined",
    DRIVERS_BUSY: "All drivers nearby are busy",
    WAITING_FOR_ROUND: "Waiting for the next matching round",
    NOT_YET_DUE: "Scheduled for later, not due yet",
    PICKUP_OFF_ROAD: "No road near the pickup",
    DROPOFF_OFF_ROAD: "No road near the dropoff",
    NO_WAY_TO_DROPOFF: "No road leads from the pickup to the dropoff",
    NO_WAY_TO_PICKUP: "No road leads from the drivers nearby to the pickup",
    DRIVERS_NOT_AVAILABLE: "Drivers nearby are silent, paused or want no such offer",
    OUTBID: "Drivers nearby were needed more elsewhere",
};

const JOB_STATES: Record<JobState, string> = {
    SCHEDULED: "Scheduled",
    PENDING: "Waiting",
    OFFERED: "Offered",
    ASSIGNED: "Assigned",
    AT_PICKUP: "At pickup",
    PICKED_UP: "On board",
    COMPLETED: "Completed",
    CANCELLED: "Cancelled",
    UNFULFILLED: "Unfulfilled",
};

const DRIVER_STATES: Record<DriverState, string> = {
    IDLE: "Idle",
    OFFERED: "Offered",
    ON_JOB: "On a job",
    OFFLINE: "Offline",
};

const LIVENESS: Record<Liveness, string> = {
    LIVE: "Position is live",
    STALE: "Position is stale",
    GONE: "Connection lost",
};

const EVENTS: Record<string, string> = {
    JobSubmitted: "Requested",
    JobScheduled: "Scheduled",
    JobDue: "Became due",
    OfferMade: "Offered",
    OfferAccepted: "Accepted",
    OfferDeclined: "Declined",
    OfferExpired: "Offer expired",
    OfferWithdrawn: "Offer withdrawn",
    DriverArrived: "Driver at pickup",
    JobPickedUp: "Picked up",
    JobCompleted: "Completed",
    JobCancelled: "Cancelled",
    JobUnfulfilled: "Unfulfilled",
};

const VEHICLES: Record<Vehicle, string> = { CAR: "Car", MOTORCYCLE: "Motorcycle", BICYCLE: "Bicycle", VAN: "Van" };
const KINDS: Record<JobKind, string> = { RIDE: "Ride", DELIVERY: "Delivery" };
const OUTCOMES: Record<OfferOutcome, string> = {
    ACCEPTED: "accepted",
    DECLINED: "declined",
    EXPIRED: "expired",
    WITHDRAWN: "withdrawn",
};

const CASE_SUBJECTS: Record<string, string> = {
    JOB: "About a job",
    STATEMENT: "About a day's statement",
    PAUSE: "About being paused",
    OTHER: "About something else",
};

const CASE_OUTCOMES: Record<string, string> = {
    UPHELD: "Upheld",
    CHANGED: "Changed",
    COMPENSATED: "Compensated",
    NOT_OURS: "Not ours to decide",
};

const CASE_STEPS: Record<string, string> = { OPENED: "Opened by the driver", ANSWERED: "Answered:", SENT: "Told to the driver" };

const FIGURES: Record<string, string> = {
    "wait_s.mean": "Mean wait, s",
    "jobs.completed": "Jobs completed",
    "drivers.gini_online_hour": "Unevenness of pay per hour on duty (Gini)",
    "drivers.earnings_online_hour.p10": "Pay per hour on duty, 10th percentile",
    "drivers.earnings_online_hour.p50": "Pay per hour on duty, median",
    "drivers.earnings_online_hour.p90": "Pay per hour on duty, 90th percentile",
};

function look(words: Record<string, string>, word: string): string {
    return words[word] ?? humanise(word);
}

export const reasonText = (word: string): string => look(REASONS, word);
export const jobStateText = (word: string): string => look(JOB_STATES, word);
export const driverStateText = (word: string): string => look(DRIVER_STATES, word);
export const livenessText = (word: string): string => look(LIVENESS, word);
export const eventText = (word: string): string => look(EVENTS, word);
export const vehicleText = (word: string): string => look(VEHICLES, word);
export const kindText = (word: string): string => look(KINDS, word);
export const figureText = (path: string): string => FIGURES[path] ?? path;
export const caseSubjectText = (word: string): string => look(CASE_SUBJECTS, word);
export const caseOutcomeText = (word: string): string => look(CASE_OUTCOMES, word);
export const caseStepText = (word: string): string => look(CASE_STEPS, word);
export const outcomeText = (word: string): string => look(OUTCOMES, word);

export const CANCEL_REASONS = ["Customer asked", "Wrong address", "Duplicate", "No driver available"] as const;
