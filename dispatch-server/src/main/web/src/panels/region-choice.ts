import { getRegions } from "../http/api";
import { h, say, show } from "../ui/dom";

const PARAMETER = "region";

/** The name of the region, and the choice between several where the server runs several. */
export class RegionChoice {
    readonly element: HTMLElement;
    private readonly name = h("span.region", { "data-testid": "region-name" });
    private readonly list = h("select.region-list", { "aria-label": "Region", "data-testid": "region", hidden: true });

    constructor(private readonly choose: () => void) {
        this.list.addEventListener("change", () => this.chosen());
        this.element = h("span.region-choice", {}, this.name, this.list);
    }

    /** The chosen region, or null for the server's first. */
    get id(): string | null {
        return new URL(location.href).searchParams.get(PARAMETER);
    }

    /** Offers the regions that the server runs; without an answer there is no choice. */
    async load(): Promise<void> {
        const regions = await getRegions().catch(() => []);
        if (regions.length < 2) return;
        this.list.replaceChildren(...regions.map(({ id }) => h("option", { value: id }, id)));
        this.list.value = this.id ?? regions[0]!.id;
        show(this.list, true);
        show(this.name, false);
    }

    /** What the server says it shows. */
    say(region: string): void {
        say(this.name, region);
        if (this.list.value !== region) this.list.value = region;
    }

    private chosen(): void {
        const address = new URL(location.href);
        address.searchParams.set(PARAMETER, this.list.value);
        history.replaceState(null, "", address);
        this.choose();
    }
}
