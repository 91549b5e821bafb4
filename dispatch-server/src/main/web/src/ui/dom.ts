type Child = Node | string | null;

interface Attributes {
    [name: string]: string | number | boolean | undefined | ((event: never) => void);
}

/** Makes an element: `h("button.ghost", {"data-testid": "x", onclick: go}, "Text")`. */
export function h<K extends keyof HTMLElementTagNameMap>(
    spec: K | `${K}.${string}`,
    attributes: Attributes = {},
    ...children: Child[]
): HTMLElementTagNameMap[K] {
    const [tag, ...classes] = spec.split(".");
    const element = document.createElement(tag as K);
    if (classes.length > 0) element.className = classes.join(" ");
    for (const [name, value] of Object.entries(attributes)) {
        if (value === undefined || value === false) continue;
        if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
        else element.setAttribute(name, value === true ? "" : String(value));
    }
    for (const child of children) if (child !== null) element.append(child);
    return element;
}

/** Sets the text only when it differs: the panels are refreshed often and mostly say the same. */
export function say(element: Element, text: string): void {
    if (element.textContent !== text) element.textContent = text;
}

export function show(element: HTMLElement, visible: boolean): void {
    if (element.hidden === visible) element.hidden = !visible;
}

export function byId(id: string): HTMLElement {
    const element = document.getElementById(id);
    if (!element) throw new Error(`No element with id ${id} in index.html`);
    return element;
}

/** A 16 px line icon from ui/glyphs. */
export function glyph(path: string, title?: string): SVGSVGElement {
    const ns = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(ns, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "glyph");
    svg.setAttribute("aria-hidden", title ? "false" : "true");
    if (title) {
        const t = document.createElementNS(ns, "title");
        t.textContent = title;
        svg.append(t);
    }
    const p = document.createElementNS(ns, "path");
    p.setAttribute("d", path);
    svg.append(p);
    return svg;
}
