import { byId, h } from "../ui/dom";

const SHOWN_MS = 3_200;

/** A short remark that goes away by itself. */
export function toast(text: string): void {
    const element = h("div.toast", {}, text);
    byId("toasts").append(element);
    setTimeout(() => element.remove(), SHOWN_MS);
}
