import type { Problem } from "../protocol";

/** A refusal or failure of a request, told in words that an operator can act on. */
export class RequestFailed extends Error {
    constructor(readonly title: string, readonly lines: string[]) {
        super([title, ...lines].join(" "));
    }
}

/** Turns application/problem+json (or whatever came instead) into words. */
export function inWords(status: number, problem: Problem | null, retryAfter: string | null): RequestFailed {
    const title = problem?.title ?? titleOf(status);
    const lines: string[] = [];
    if (problem?.detail && problem.detail !== title) lines.push(problem.detail);
    for (const error of problem?.errors ?? []) {
        const field = fieldOf(error.pointer);
        if (error.detail) lines.push(field ? `${field}: ${error.detail}` : error.detail);
    }
    if (retryAfter && /^\d+$/.test(retryAfter)) lines.push(`Try again in ${retryAfter} s.`);
    return new RequestFailed(title, lines);
}

export function unreachable(): RequestFailed {
    return new RequestFailed("The server did not answer.", [
        "Nothing is known to have changed. Trying again is safe: the same request is never carried out twice.",
    ]);
}

/** "#/pickup/lat" → "pickup lat". */
function fieldOf(pointer: string | undefined): string {
    return (pointer ?? "").replace(/^#?\/?/, "").split("/").filter(Boolean).join(" ");
}

function titleOf(status: number): string {
    if (status === 404) return "Not found.";
    if (status === 409) return "Somebody else was faster.";
    if (status === 429) return "Too many requests.";
    if (status === 503) return "The server cannot do this at the moment.";
    return `The server answered ${status}.`;
}
