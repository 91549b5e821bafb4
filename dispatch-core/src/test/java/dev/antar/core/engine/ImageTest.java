package dev.antar.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.Area;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.core.zone.Zone;
import dev.antar.core.zone.ZoneRule;
import dev.antar.core.zone.Zones;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Whoever goes on from an image decides as the one that it was taken of, and becomes the same.
final class ImageTest {

    private static final Policy FAIR = ShippedPolicies.named("fair-income");

    private static final Zones ZONES =
            new Zones(
                    List.of(
                            zone("city", -1_000, 20_000, ZoneRule.SERVICE),
                            zone("station", 0, 1_500, ZoneRule.QUEUE)));

    private static Zone zone(String name, int fromMeters, int toMeters, ZoneRule rule) {
        double west = Region.at(fromMeters).lng();
        double east = Region.at(toMeters).lng();
        return new Zone(
                name,
                Area.of(
                        List.of(
                                new LatLng(-0.1, west),
                                new LatLng(-0.1, east),
                                new LatLng(0.1, east),
                                new LatLng(0.1, west))),
                Set.of(rule));
    }

    private static Region market() {
        Region region = new Region(DispatchConfig.defaults().withZones(ZONES));
        region.dispatcher = new Dispatcher(region.config, FAIR, Watcher.NONE);
        return region;
    }

    private static void goOnFromItsImage(Region region) {
        region.dispatcher =
                Dispatcher.restore(region.config, FAIR, Watcher.NONE, region.dispatcher.image());
    }

    @Property(tries = 20)
    void whoeverGoesOnFromAnImageDecidesTheSameAndBecomesTheSame(@ForAll long seed) {
        Region original = market();
        Region copied = market();
        Random one = new Random(seed);
        Random other = new Random(seed);
        Random when = new Random(seed);
        for (int step = 0; step < 250; step++) {
            step(original, one, step);
            step(copied, other, step);
            if (when.nextInt(40) == 0) {
                Image before = copied.dispatcher.image();
                goOnFromItsImage(copied);
                assertEquals(before, copied.dispatcher.image());
            }
        }

        assertEquals(original.events, copied.events);
        assertEquals(original.dispatcher.decisionHash(), copied.dispatcher.decisionHash());
        assertEquals(original.dispatcher.image(), copied.dispatcher.image());
    }

    private static void step(Region region, Random random, int step) {
        if (random.nextInt(4) == 0) {
            DispatcherPropertyTest.step(region, random);
        } else {
            DispatcherPropertyTest.liveStep(region, random, step);
        }
        DriverId driver = new DriverId("d" + random.nextInt(8));
        int place = random.nextInt(3_000);
        switch (random.nextInt(30)) {
            case 0 ->
                    region.handle(
                            new Command.CompareClocks(
                                    region.now, driver, region.now + random.nextInt(20_000)));
            case 1 ->
                    region.handle(
                            new Command.ReportFix(
                                    region.now,
                                    driver,
                                    new Fix(Region.at(place), region.now, 5, 9, 10, true)));
            case 2 -> region.now += 100_000;
            case 3 ->
                    region.handle(
                            new Command.ChangePolicy(
                                    region.now,
                                    random.nextBoolean() ? FAIR : ShippedPolicies.named("batch-5s"),
                                    "operator",
                                    "step " + step));
            default -> {}
        }
    }

    @Test
    void everyFieldOfTheStateIsInTheImageOrFollowsFromIt() {
        // Whoever adds a field to one of these adds it to its image too, and then here.
        assertFields(
                Incomes.class,
                "books budget paid prices rates refreshedMillis sorted state weightMillis");
        assertFields(Journal.class, "hash nowMillis returned sink state");
        assertFields(
                RegionState.class,
                "approaches counts held incomes jobs lastSeq legs lines offers responses roster"
                        + " ruling screen skills swappedOut takers watcher whereabouts");
        assertFields(Responses.class, "acceptance learns live");
        assertFields(Rounds.class, "ends journal lost matchmaker nextRoundMillis offering state");
        assertFields(SilenceWatch.class, "checks goneMillis limits roster staleMillis");
        assertFields(
                Matchmaker.class,
                "anyone changed clerk followed outlook policy price round search sharing single"
                        + " state watcher writer");
        assertFields(
                Dispatcher.class,
                "answers duty ends guide imaging intake journal lost nearest outlook past"
                        + " reports rounds state steps watcher");
        assertImageHasAll("slot skillBits", "dev.antar.core.fleet.Driver");
        assertImageHasAll("", "dev.antar.core.fleet.Track");
        assertImageHasAll("", "dev.antar.core.fleet.PhoneClock");
        assertImageHasAll("", "dev.antar.core.job.OpenJob");
        assertImageHasAll("closingMillis", "dev.antar.core.earnings.DriverBook");
        assertImageHasAll("closingMillis", "dev.antar.core.engine.DriverBooks");
        assertImageHasAll("", "dev.antar.core.earnings.PaidTime");
        assertImageHasAll("", "dev.antar.core.engine.PriceBook");
        assertImageHasAll("", "dev.antar.core.engine.IncomeBudget");
        assertImageHasAll("remembered bySlot deadlines", "dev.antar.core.offer.OfferBook");
    }

    private static void assertFields(Class<?> type, String expected) {
        assertEquals(expected, fieldsOf(type), type.getSimpleName());
    }

    /// @param but what follows from the rest, by name
    private static void assertImageHasAll(String but, String name) {
        try {
            Class<?> type = Class.forName(name);
            TreeSet<String> fields = new TreeSet<>(List.of(fieldsOf(type).split(" ")));
            fields.removeAll(List.of(but.split(" ")));
            String inImage = fieldsOf(Class.forName(name + "$Image"));
            assertTrue(
                    List.of(inImage.split(" ")).containsAll(fields),
                    () -> name + ": of " + fields + " its image has " + inImage);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String fieldsOf(Class<?> type) {
        return String.join(
                " ",
                Arrays.stream(type.getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers()))
                        .map(Field::getName)
                        .sorted()
                        .toList());
    }
}
