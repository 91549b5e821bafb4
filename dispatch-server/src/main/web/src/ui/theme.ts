import { paletteOf, type Palette } from "./palette";

export type ThemeName = "dark" | "light";
const KEY = "antar.theme";

/** Dark or light: the system's wish until the operator chooses, then remembered. */
export class Theme {
    name: ThemeName;
    private readonly listeners: ((palette: Palette) => void)[] = [];

    constructor() {
        const system = matchMedia("(prefers-color-scheme: light)");
        this.name = remembered() ?? (system.matches ? "light" : "dark");
        system.addEventListener("change", (e) => {
            if (remembered() === null) this.apply(e.matches ? "light" : "dark");
        });
        document.documentElement.dataset.theme = this.name;
    }

    get palette(): Palette {
        return paletteOf(this.name);
    }

    onChange(listener: (palette: Palette) => void): void {
        this.listeners.push(listener);
    }

    toggle(): void {
        const name = this.name === "dark" ? "light" : "dark";
        try {
            localStorage.setItem(KEY, name);
        } catch {
            // Without storage the choice lasts until the page is closed.
        }
        this.apply(name);
    }

    private apply(name: ThemeName): void {
        this.name = name;
        document.documentElement.dataset.theme = name;
        for (const listener of this.listeners) listener(this.palette);
    }
}

function remembered(): ThemeName | null {
    try {
        const name = localStorage.getItem(KEY);
        return name === "dark" || name === "light" ? name : null;
    } catch {
        return null;
    }
}
