import { h } from "../ui/dom";

const KEYS: [string, string][] = [
    ["/", "Find a driver or job"],
    ["n", "New job"],
    ["l", "Layers"],
    ["h", "Next hexagon layer"],
    ["p", "Change the policy"],
    ["o", "Drivers' objections"],
    ["t", "Dark or light"],
    ["c", "Show the whole city"],
    ["+  −", "Zoom"],
    ["Esc", "Close what is open"],
    ["?", "This help"],
];

/** The shortcuts, and whose work is in the page. */
export class Help {
    private readonly dialog: HTMLDialogElement;

    constructor() {
        this.dialog = h("dialog.help", { "data-testid": "help", "aria-label": "Help" },
            h("h2", {}, "Keyboard"),
            h("dl.keys", {}, ...KEYS.flatMap(([key, what]) => [
                h("dt", {}, ...key.split("  ").map((k) => h("kbd", {}, k))), h("dd", {}, what)])),
            h("p.fine", {}, "Arrows are drivers; they glide from fix to fix, so the map is one fix behind. They fade as their position ages. Round pickups are rides, square ones deliveries."),
            h("p.fine", {}, h("a", { href: "./licences.txt", target: "_blank", rel: "noopener" }, "Licences of what this page contains")),
            h("button.primary", { onclick: () => this.dialog.close() }, "Close"));
        this.dialog.addEventListener("click", (event) => {
            if (event.target === this.dialog) this.dialog.close();
        });
        document.body.append(this.dialog);
    }

    toggle(): void {
        if (this.dialog.open) this.dialog.close();
        else this.dialog.showModal();
    }

    close(): boolean {
        const wasOpen = this.dialog.open;
        if (wasOpen) this.dialog.close();
        return wasOpen;
    }
}
