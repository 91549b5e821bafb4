import type { DriverState } from "../protocol";
import { h, glyph, say, show } from "../ui/dom";
import { distance, metresBetween, position, shortId, span } from "../ui/format";
import { GLYPHS } from "../ui/glyphs";
import { driverStateText, jobStateText, livenessText, vehicleText } from "../ui/words";
import type { Card, DrawerContext } from "./drawer";
import { cardHead, Facts } from "./facts";
import { PauseForm } from "./pause-form";
import { pageLanguage } from "./why";

const COMPASS = ["north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"];

/** Everything the live feed tells about one driver, and what changed since the card was opened. */
export class DriverCard implements Card {
    readonly element: HTMLElement;
    private readonly chip = h("span.chip", { "data-testid": "drawer-state" });
    private readonly age = h("div.big-clock");
    private readonly ageLabel = h("div.big-label");
    private readonly gone = h("div.reason", { hidden: true }, glyph(GLYPHS.warn), "Off duty, or not in the part of the city that the map shows one by one.");
    private readonly facts = new Facts();
    private readonly log = h("ol.timeline");
    private readonly logTitle = h("h3", {}, "Since you opened this");
    private lastState: DriverState | null = null;

    constructor(private readonly id: string, private readonly context: DrawerContext) {
        const pause = new PauseForm(id, () => context.city.region, context.toast);
        this.element = h("div.card-body", {},
            cardHead(GLYPHS.target, "Driver", id, context.toast, this.chip),
            h("div.headline", {}, h("div", {}, this.age, this.ageLabel)),
            this.gone, pause.note,
            h("div.actions", {},
                h("button.ghost", { onclick: () => context.fly({ type: "driver", id }) }, glyph(GLYPHS.target), "Show on map"),
                h("a.ghost", { href: hourPage(id), target: "_blank", rel: "noopener", "data-testid": "hour" }, glyph(GLYPHS.help), "Why so few offers?")),
            h("div.actions", {}, pause.opener), pause.element,
            this.facts.element, this.logTitle, this.log);
    }

    close(): void {}

    update(): void {
        const { city, selection } = this.context;
        const driver = city.drivers.get(this.id);
        show(this.gone, !driver);
        if (!driver) return;
        this.chip.dataset.colour = `driver-${driver.state}`;
        say(this.chip, driverStateText(driver.state));
        this.element.dataset.state = driver.state;
        const ageSeconds = (performance.now() - driver.fixedAt) / 1000;
        say(this.age, ageSeconds < 2 ? "now" : span(ageSeconds));
        say(this.ageLabel, `age of the position · ${livenessText(driver.liveness).toLowerCase()}`);

        const jobId = city.jobOfDriver.get(this.id) ?? null;
        const job = jobId === null ? undefined : city.jobs.get(jobId);
        const offer = [...city.offers.values()].find((o) => o.driver === this.id);
        this.facts.link("Job", jobId === null ? null : shortId(jobId), () => jobId !== null && selection.select({ type: "job", id: jobId }));
        this.facts.set("Job is", job ? jobStateText(job.state) : null);
        this.facts.set("To pickup", job?.state === "ASSIGNED" ? distance(metresBetween(driver, job.pickup)) : null);
        this.facts.set("To dropoff", job?.state === "PICKED_UP" ? distance(metresBetween(driver, job.dropoff)) : null);
        this.facts.link("Offered job", offer ? shortId(offer.job) : null, () => offer && selection.select({ type: "job", id: offer.job }));
        this.facts.set("Answer within", offer ? `${Math.max(0, Math.ceil((offer.expiresAt - performance.now()) / 1000))} s` : null);
        this.facts.set("Vehicle", vehicleText(driver.vehicle));
        this.facts.set("Position", position(driver));
        this.facts.set("Heading", driver.heading === null ? null : COMPASS[Math.round(driver.heading / 45) % 8]!);
        this.note(driver.state);
    }

    private note(state: DriverState): void {
        if (this.lastState === state) return;
        const first = this.lastState === null;
        this.lastState = state;
        const time = new Date(this.context.now()).toLocaleTimeString("en-GB");
        this.log.prepend(h("li", { "data-tone": "plain" },
            h("time", {}, time), h("div", {}, h("strong", {}, driverStateText(state)), first ? h("p", {}, "when you opened this") : null)));
    }
}

/** The page that tells a driver of his last hour, by the clock of whoever looks. */
function hourPage(driver: string): string {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    return `./hour?${new URLSearchParams({ driver, tz: zone, language: pageLanguage() })}`;
}
