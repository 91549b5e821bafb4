package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.antar.server.engine.Priority;

import io.vertx.core.http.HttpMethod;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PrioritiesTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/jobs, CHANGE",
        "POST, /v1/jobs/j1:cancel, ANSWER",
        "POST, /v1/drivers/d1:pause, CHANGE",
        "POST, /v1/drivers/d1/objections, CHANGE",
        "POST, /v1/cases/c1:answer, CHANGE",
        "PUT, /v1/policy, CHANGE",
        "DELETE, /v1/webhooks/w1, CHANGE",
        "GET, /v1/jobs/j1, READ",
        "HEAD, /v1/jobs/j1, READ",
        "GET, /v1/jobs/j1/events, READ",
        "POST, /v1/drivers:search, READ",
        "GET, /v1/drivers/d1/statement, READ",
        "GET, /v1/policy, READ",
        "GET, /v1/jobs/j1/explanation, MAP",
        "GET, /v1/drivers/d1/explanation, MAP",
        "GET, /v1/policy/explanation, MAP",
        "PUT, /v1/policy/reports/0a, MAP",
        "GET, /v1/audit/earnings.csv, MAP",
        "GET, /, MAP",
        "GET, /assets/index.js, MAP",
        "GET, /hour, MAP",
    })
    void eachRequestHasItsPriority(String method, String path, Priority priority) {
        assertEquals(priority, Priorities.of(HttpMethod.valueOf(method), path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics"})
    void healthIsAlwaysAnswered(String path) {
        assertNull(Priorities.of(HttpMethod.GET, path));
    }
}
