import type { CaseList, CaseState, Explanation, ExplanationLanguage, JobDetails, JobKind, Place, Pause, PolicyChange, PolicyInForce, Problem, RegionFrame, ReviewCase } from "../protocol";
import { inWords, unreachable } from "./problem";

const TIMEOUT_MS = 10_000;

export function getJob(id: string): Promise<JobDetails> {
    return request("GET", `v1/jobs/${encodeURIComponent(id)}`);
}

/** Why a job went to whom it did. `zone` is whose clock times of day are told by. */
export function getExplanation(id: string, language: ExplanationLanguage, zone: string): Promise<Explanation> {
    return request("GET", `v1/jobs/${encodeURIComponent(id)}/explanation?${new URLSearchParams({ lang: language, tz: zone })}`);
}

export async function getRegions(): Promise<RegionFrame[]> {
    const { regions } = await request<{ regions: RegionFrame[] }>("GET", "v1/regions");
    return regions;
}

/** `key` makes it safe to send the same request again after a failure. */
export function createJob(job: { kind: JobKind; pickup: Place; dropoff: Place }, key: string): Promise<JobDetails> {
    return request("POST", "v1/jobs", job, key);
}

export function cancelJob(id: string, reason: string, key: string): Promise<JobDetails> {
    return request("POST", `v1/jobs/${encodeURIComponent(id)}:cancel`, { reason }, key);
}

export function getCases(state: CaseState, after: string | null): Promise<CaseList> {
    return request("GET", `v1/cases?${new URLSearchParams({ state, ...(after === null ? {} : { after }) })}`);
}

export function getCase(id: string): Promise<ReviewCase> {
    return request("GET", `v1/cases/${encodeURIComponent(id)}`);
}

export function answerCase(id: string, answer: { by: string; outcome: string; text: string; correcting: boolean }, key: string): Promise<unknown> {
    return request("POST", `v1/cases/${encodeURIComponent(id)}:answer`, answer, key);
}

export function getPause(driver: string, region: string): Promise<Pause> {
    return request("GET", `v1/drivers/${encodeURIComponent(driver)}/pause?${new URLSearchParams({ region })}`);
}

export function setPause(driver: string, paused: boolean, why: { by: string; reason: string; region: string }, key: string): Promise<unknown> {
    return request("POST", `v1/drivers/${encodeURIComponent(driver)}:${paused ? "pause" : "resume"}`, why, key);
}

export function getPolicy(region: string): Promise<PolicyInForce> {
    return request("GET", `v1/policy?${new URLSearchParams({ region })}`);
}

export async function getPolicyHistory(region: string): Promise<PolicyChange[]> {
    const { changes } = await request<{ changes: PolicyChange[] }>("GET", `v1/policy/history?${new URLSearchParams({ region })}`);
    return changes;
}

/** Sends a comparison byte for byte, under its SHA-256. */
export function keepReport(digest: string, bytes: ArrayBuffer): Promise<unknown> {
    return request("PUT", `v1/policy/reports/${digest}`, bytes);
}

export function changePolicy(change: Record<string, unknown>): Promise<PolicyInForce> {
    return request("PUT", "v1/policy", change);
}

/** A random key; also where crypto.randomUUID is missing because the page came over plain HTTP. */
export function newIdempotencyKey(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

async function request<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const headers: Record<string, string> = { Accept: "application/json, application/problem+json" };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (key !== undefined) headers["Idempotency-Key"] = key;
    const init: RequestInit = { method, headers, signal: AbortSignal.timeout(TIMEOUT_MS) };
    if (body !== undefined) init.body = body instanceof ArrayBuffer ? body : JSON.stringify(body);
    let response: Response;
    let answer: unknown;
    try {
        response = await fetch(path, init);
        answer = await response.json().catch(() => null);
    } catch {
        throw unreachable();
    }
    if (!response.ok) throw inWords(response.status, answer as Problem | null, response.headers.get("Retry-After"));
    return answer as T;
}
