package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A server that is killed, and the next one on the same database.
class CrashIT {

    private static final int JOBS = 12;

    /// What people were told before must be what they are told after; and what receivers had not
    /// got by then comes after, each job's events in their order.
    @Test
    void whatWasAcknowledgedBeforeAKillIsSoAfterItAndEveryEventArrives(@TempDir Path folder) {
        try (Receiver receiver = new Receiver();
                ServerChild server =
                        new ServerChild(folder.resolve("data"), ServerChild.freePort())) {
            String hook = "{'url':'" + receiver.url("/hook") + "'}";
            HttpResponse<String> added = server.post("/v1/webhooks", hook, "hook");
            assertEquals(201, added.statusCode(), added.body());
            receiver.answers("/hook", got -> got.data().getString("job").equals("j0") ? 0 : 200);
            HttpResponse<String> job = server.post("/v1/jobs", job(0), "k0");
            String offer = accept(server);
            // One event is on its way, and hangs; others wait or arrive.
            receiver.await("/hook", got -> !got.isEmpty());
            for (int i = 1; i < JOBS; i++) {
                assertEquals(201, server.post("/v1/jobs", job(i), "k" + i).statusCode());
            }

            // What comes from now on is answered; what hangs, hangs on.
            receiver.answers("/hook", _ -> 200);
            server.killAndRestart();

            assertEquals(job.body(), server.post("/v1/jobs", job(0), "k0").body());
            assertEquals(added.body(), server.post("/v1/webhooks", hook, "hook").body());
            assertEquals(422, server.post("/v1/jobs", job(1), "k0").statusCode());
            assertAnswersAreTheSame(server, offer);
            for (int i = 1; i < JOBS; i++) {
                String cancel = "/v1/jobs/j" + i + ":cancel";
                assertEquals(200, server.post(cancel, "{}", "c" + i).statusCode());
            }

            String secret = new JsonObject(added.body()).getString("secret");
            assertInOrder(
                    receiver.await("/hook", got -> ended(got) == JOBS - 1 && accepted(got)),
                    secret);
        }
    }

    /// A driver takes the first job.
    private static String accept(ServerChild server) {
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "d")) {
            driver.send("{'t':'online','id':'on'}");
            driver.send("{'t':'fix','at':" + System.currentTimeMillis() + ",'lat':50,'lng':10}");
            String offer = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'yes','offer':'" + offer + "'}");
            assertEquals("DONE", driver.ack("yes").getString("result"));
            return offer;
        }
    }

    private static void assertAnswersAreTheSame(ServerChild server, String offer) {
        try (TestSocket driver = TestSocket.driver(server.http, server.port(), "d");
                TestSocket other = TestSocket.driver(server.http, server.port(), "other")) {
            driver.send("{'t':'accept','id':'yes','offer':'" + offer + "'}");
            other.send("{'t':'accept','id':'yes','offer':'" + offer + "'}");

            assertEquals("DONE", driver.ack("yes").getString("result"));
            assertEquals("OFFER_NOT_YOURS", other.ack("yes").getString("reason"));
        }
    }

    private static void assertInOrder(List<Receiver.Got> got, String secret) {
        Map<String, Integer> latest = new HashMap<>();
        for (Receiver.Got each : got) {
            assertTrue(each.signedBy(secret), each.body());
            String job = each.data().getString("job");
            int version = each.data().getInteger("version");
            int before = latest.getOrDefault(job, 0);
            // What a killed server had under way may come again; nothing is left out.
            assertTrue(version <= before + 1, job + " came at " + version + " after " + before);
            latest.merge(job, version, Math::max);
        }
    }

    private static long ended(List<Receiver.Got> got) {
        return got.stream()
                .filter(each -> each.type().equals("JobCancelled"))
                .map(each -> each.data().getString("job"))
                .distinct()
                .count();
    }

    private static boolean accepted(List<Receiver.Got> got) {
        return got.stream().anyMatch(each -> each.type().equals("OfferAccepted"));
    }

    /// The first is where the driver is, the others where nobody is.
    private static String job(int i) {
        int lat = i == 0 ? 50 : 10 + i;
        return "{'id':'j"
                + i
                + "','kind':'RIDE','pickup':{'lat':"
                + lat
                + ",'lng':10},'dropoff':{'lat':"
                + lat
                + ".01,'lng':10}}";
    }
}
