package dev.antar.server.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.engine.CancelledBy;
import dev.antar.core.engine.Command;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.fleet.Fix;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.Job;
import dev.antar.core.job.JobId;
import dev.antar.core.job.JobKind;
import dev.antar.core.job.Requirements;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Objects;

/// What a driver's phone is told while he has a job in hand and gets the next one, and when it
/// comes back in the middle of that.
class NextJobOnThePhoneTest {

    private final TestRegion region = new TestRegion(1_790_000_000_000L);
    private final List<TestPhone> phones = TestPhone.several(region, TestPhone.unlimited(), 2);
    private final TestPhone phone = phones.getFirst();

    @BeforeEach
    void driverHasAJobAboard() {
        phone.onDuty("d");
        place(0);
        submit("first", 0);
        accept("first");
        phone.send("{'t':'pickedUp','id':'p','job':'first'}");
        region.now += 60_000;
        place(2_500);
        phone.turn();
        phone.link.written.clear();
    }

    private static LatLng at(int metersEast) {
        return new LatLng(0, metersEast / 111_195.0);
    }

    private void place(int metersEast) {
        region.handle(
                new Command.ReportFix(
                        region.now, new DriverId("d"), Fix.at(at(metersEast), region.now)));
    }

    private void submit(String job, int metersEast) {
        region.handle(
                new Command.SubmitJob(
                        region.now,
                        Job.now(
                                new JobId(job),
                                JobKind.RIDE,
                                at(metersEast),
                                at(metersEast + 3_000),
                                Requirements.NONE,
                                region.now)));
        region.handle(new Command.Tick(region.now));
    }

    private void accept(String job) {
        long offer = Objects.requireNonNull(region.dispatcher.openJob(new JobId(job))).offerId();
        phone.send("{'t':'accept','id':'a-" + job + "','offer':'" + offer + "'}");
        phone.turn();
    }

    private JsonObject said(TestPhone by, String type) {
        return by.link.written.stream()
                .map(JsonObject::new)
                .filter(frame -> frame.getString("t").equals(type))
                .reduce((_, last) -> last)
                .orElseThrow(() -> new AssertionError("no " + type + ": " + by.link.written));
    }

    private static JsonObject stop(String job, String kind) {
        return new JsonObject().put("job", job).put("kind", kind);
    }

    @Test
    void offerSaysThatItIsTheNextJobAndThePlanFollows() {
        submit("next", 3_100);
        phone.turn();
        JsonObject offer = said(phone, "offer");
        assertTrue(offer.getBoolean("next"));
        JsonArray all =
                new JsonArray()
                        .add(stop("first", "DROPOFF"))
                        .add(stop("next", "PICKUP"))
                        .add(stop("next", "DROPOFF"));
        assertEquals(all, offer.getJsonArray("stops"));

        accept("next");

        assertEquals(all, said(phone, "plan").getJsonArray("stops"));
        phone.send("{'t':'completed','id':'c','job':'first'}");
        phone.turn();
        assertEquals(
                new JsonArray().add(stop("next", "PICKUP")).add(stop("next", "DROPOFF")),
                said(phone, "plan").getJsonArray("stops"));
    }

    @Test
    void phoneThatComesBackIsShownBothJobsAndTheirOrder() {
        submit("next", 3_100);
        accept("next");

        TestPhone again = phones.getLast();
        again.send("{'t':'hello','proto':1,'driver':'d'}");
        again.turn();

        JsonObject state = said(again, "welcome").getJsonObject("state");
        assertEquals(2, state.getJsonArray("jobs").size());
        assertEquals("first", state.getJsonArray("jobs").getJsonObject(0).getString("id"));
        assertEquals(3, state.getJsonArray("stops").size());
    }

    @Test
    void whatHappensWhileAPhoneIsGreetedIsToldRightAfterIt() {
        submit("next", 3_100);
        accept("next");
        region.afterNextRead =
                () ->
                        region.handle(
                                new Command.CancelJob(
                                        region.now, new JobId("next"), CancelledBy.CUSTOMER, ""));

        TestPhone again = phones.getLast();
        again.send("{'t':'hello','proto':1,'driver':'d'}");
        again.turn();

        List<String> told =
                again.link.written.stream()
                        .map(text -> new JsonObject(text).getString("t"))
                        .filter(type -> !type.equals("ping"))
                        .toList();
        assertEquals("welcome", told.getFirst());
        assertEquals("CANCELLED", said(again, "job").getString("state"));
        assertFalse(told.indexOf("job") < told.indexOf("welcome"));
    }

    @Test
    void acceptanceRepeatedAfterTheJobWasCancelledIsFollowedByWhatHeHolds() {
        submit("next", 3_100);
        phone.turn();
        region.losesAnswers = true;
        accept("next");
        assertEquals("UNAVAILABLE", said(phone, "ack").getString("result"));
        region.losesAnswers = false;
        cancel("next");
        long offer = Long.parseLong(said(phone, "offer").getString("offer"));

        for (int times = 0; times < 2; times++) {
            phone.link.written.clear();
            phone.send("{'t':'accept','id':'a-next','offer':'" + offer + "'}");
            phone.turn();

            assertDoneAndHoldsTheFirstOnly(phone);
        }
    }

    @Test
    void acceptanceOfWhatWasShownOnAnEarlierConnectionIsFollowedByWhatHeHolds() {
        submit("next", 3_100);
        accept("next");
        long offer = Long.parseLong(said(phone, "offer").getString("offer"));
        TestPhone again = phones.getLast();
        again.send("{'t':'hello','proto':1,'driver':'d'}");
        again.turn();
        cancel("next");
        again.turn();
        again.link.written.clear();

        // Under an id that the server does not remember, as one that was started since.
        again.send("{'t':'accept','id':'after-restart','offer':'" + offer + "'}");
        again.turn();

        assertDoneAndHoldsTheFirstOnly(again);
    }

    @Test
    void acceptanceOfWhatHeWasJustShownNeedsNoState() {
        submit("next", 3_100);
        phone.turn();
        accept("next");

        assertTrue(
                phone.link.written.stream()
                        .noneMatch(text -> new JsonObject(text).getString("t").equals("state")));
    }

    private void assertDoneAndHoldsTheFirstOnly(TestPhone by) {
        assertEquals("DONE", new JsonObject(by.link.written.getFirst()).getString("result"));
        JsonArray jobs = said(by, "state").getJsonObject("state").getJsonArray("jobs");
        assertEquals(1, jobs.size());
        assertEquals("first", jobs.getJsonObject(0).getString("id"));
    }

    private void cancel(String job) {
        region.handle(new Command.CancelJob(region.now, new JobId(job), CancelledBy.CUSTOMER, ""));
        phone.turn();
    }
}
