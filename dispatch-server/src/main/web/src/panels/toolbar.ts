import type { Camera } from "../map/camera";
import { byId, glyph, h } from "../ui/dom";
import { GLYPHS } from "../ui/glyphs";
import type { Theme } from "../ui/theme";
import type { Cases } from "./cases";
import type { Help } from "./help";
import type { LayerPanel } from "./layer-panel";
import type { NewJob } from "./new-job";
import type { PolicyPanel } from "./policy";
import type { Search } from "./search";

interface Tools {
    cases: Cases;
    policy: PolicyPanel;
    search: Search;
    layers: LayerPanel;
    newJob: NewJob;
    help: Help;
    theme: Theme;
    camera: Camera | null;
    /** The page about the policy of the region that is shown. */
    policyPage: () => string;
}

/** The tools at the top, and the zoom buttons in the corner. */
export function toolbar({ cases, policy, search, layers, newJob, help, theme, camera, policyPage }: Tools): HTMLElement[] {
    const themeButton = button("Dark or light (t)", GLYPHS.sun, () => theme.toggle());
    const paint = () => themeButton.replaceChildren(glyph(theme.name === "dark" ? GLYPHS.sun : GLYPHS.moon));
    theme.onChange(paint);
    paint();
    byId("zoom").append(
        button("Zoom in (+)", GLYPHS.plus, () => camera?.zoom(1)),
        button("Zoom out (−)", GLYPHS.minus, () => camera?.zoom(-1)),
        button("Whole city (c)", GLYPHS.target, () => camera?.wholeCity()));
    return [
        search.element,
        h("div.tools", {},
            h("button.primary.new", { title: "New job (n)", "data-testid": "new-job-open", onclick: () => newJob.toggle() }, glyph(GLYPHS.plus), h("span", {}, "New job")),
            h("div.tool-group", {},
                button("Layers (l)", GLYPHS.layers, () => layers.toggleOpen(), "layers-open"),
                button("Change the policy (p)", GLYPHS.rules, () => policy.toggle(), "policy-change-open"),
                button("Drivers' objections (o)", GLYPHS.objection, () => cases.toggle(), "cases-open"),
                themeButton,
                button("How jobs are given to drivers", GLYPHS.scales, () => window.open(policyPage(), "_blank", "noopener"), "policy-open"),
                button("Help (?)", GLYPHS.help, () => help.toggle(), "help-open")),
            layers.element, newJob.element),
    ];
}

function button(title: string, symbol: string, go: () => void, testId?: string): HTMLElement {
    return h("button.icon-button", { title, "aria-label": title, onclick: go, "data-testid": testId }, glyph(symbol));
}
