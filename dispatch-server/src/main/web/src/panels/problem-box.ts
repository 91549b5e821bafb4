import type { RequestFailed } from "../http/problem";
import { h } from "../ui/dom";

/** A server's refusal, in its own words. */
export function problemBox(failure: RequestFailed): HTMLElement {
    return h("div.problem", { role: "alert", "data-testid": "problem" },
        h("strong", {}, failure.title),
        ...failure.lines.map((line) => h("p", {}, line)));
}
