package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.FilePayload;

import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.http.WrittenComparison;
import dev.antar.server.store.MadeDatabase;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The live map in a real browser, as an operator sees it.
class ConsoleIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    /// What antar compare would say of the two.
    private static byte[] report() {
        return WrittenComparison.of(
                        ShippedPolicies.named("minimum-cost"),
                        ShippedPolicies.named("fair-income"),
                        Instant.now().toString())
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void operatorWatchesADriverMoveAndAJobBeDone(@TempDir Path data) {
        if (!Files.isExecutable(CHROMIUM)) {
            System.out.println("ConsoleIT is skipped: there is no " + CHROMIUM);
        }
        assumeTrue(Files.isExecutable(CHROMIUM), "there is no " + CHROMIUM);
        List<String> errors = new ArrayList<>();
        MadeDatabase.into(data);
        try (RunningServer server = new RunningServer(data);
                Playwright playwright =
                        Playwright.create(
                                new Playwright.CreateOptions()
                                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright.chromium().launch(options());
                TestSocket driver = TestSocket.driver(server.http, server.port(), "ani")) {
            Page page = browser.newPage();
            page.onConsoleMessage(message -> keepErrors(message, errors));
            page.onPageError(errors::add);
            page.navigate("http://127.0.0.1:" + server.port() + "/");
            until(page, "document.documentElement.dataset.ready === 'true'");
            assertEquals("live", page.evaluate("document.documentElement.dataset.connection"));

            driver.send("{'t':'online','id':'1','availability':'OPEN'}");
            fix(driver, 57.7045);
            until(page, "window.antar.state.drivers.has('ani')");
            fix(driver, 57.7050);
            until(page, "Math.abs(window.antar.state.drivers.get('ani').lat - 57.7050) < 1e-6");
            page.waitForSelector("[data-testid=count-drivers-IDLE]");

            server.job("seen", 57.7050, 11.968);
            until(page, "window.antar.state.jobs.has('seen')");
            page.waitForSelector("[data-testid=job-row-seen]");
            String offer = driver.await("offer").getString("offer");
            driver.send("{'t':'accept','id':'2','offer':'" + offer + "'}");
            page.waitForSelector("[data-testid=job-row-seen][data-state=ASSIGNED]");
            driver.send("{'t':'pickedUp','id':'3','job':'seen'}");
            driver.send("{'t':'completed','id':'4','job':'seen'}");
            until(page, "!window.antar.state.jobs.has('seen')");
            until(
                    page,
                    "document.querySelector('[data-testid=count-completed]').textContent.includes('1')");

            answerAnObjection(server, driver, page);
            pauseADriver(driver, page);
            changeThePolicy(driver, page);
            openThePages(server, page);

            assertTrue(errors.isEmpty(), errors.toString());
        }
    }

    private static void answerAnObjection(RunningServer server, TestSocket driver, Page page) {
        server.post(
                "/v1/drivers/ani/objections",
                "{'subject':'JOB','job':'seen','words':'The customer was not there.'}");
        page.click("[data-testid=cases-open]");
        page.click("[data-testid=case-list] button");
        page.waitForSelector("[data-testid=case-record] li");
        page.fill("[data-testid=case-by]", "ops-7");
        page.selectOption("[data-testid=case-outcome]", "COMPENSATED");
        page.fill("[data-testid=case-text]", "You waited eleven minutes: 2.50 EUR.");
        page.click("[data-testid=case-answer]");
        assertEquals("ANSWERED", driver.await("case").getString("state"));
        page.waitForSelector("[data-testid=case-detail] [data-colour=job-COMPLETED]");
        page.keyboard().press("Escape");
    }

    private static void pauseADriver(TestSocket driver, Page page) {
        page.fill("[data-testid=search]", "ani");
        page.keyboard().press("Enter");
        page.click("[data-testid=pause-driver]");
        page.fill("[data-testid=pause-reason]", "a complaint");
        page.click("[data-testid=pause-confirm]");
        assertEquals("a complaint", driver.await("paused").getString("reason"));
        page.waitForSelector("[data-testid=paused]:not([hidden])");
    }

    private static void changeThePolicy(TestSocket driver, Page page) {
        page.click("[data-testid=policy-change-open]");
        page.selectOption("[data-testid=policy-name]", "fair-income");
        page.setInputFiles(
                "[data-testid=policy-report]",
                new FilePayload("summary.json", "application/json", report()));
        page.fill("[data-testid=policy-reason]", "income swings");
        page.click("[data-testid=policy-change]");
        assertEquals("fair-income", driver.await("policy").getString("name"));
        page.waitForSelector("[data-testid=policy-figures] td");
    }

    /// What a driver and anybody may read is reached from the map, and runs nothing.
    private static void openThePages(RunningServer server, Page page) {
        String map = "http://127.0.0.1:" + server.port();
        page.waitForSelector("[data-testid=policy-open]");
        page.fill("[data-testid=search]", "ani");
        page.press("[data-testid=search]", "Enter");
        page.waitForSelector("[data-testid=hour]");
        String hour = page.getAttribute("[data-testid=hour]", "href").substring(1);
        page.navigate(map + hour);
        assertEquals("Why did I have so few offers?", page.textContent("h1"));
        page.navigate(map + "/policy?language=id");
        assertEquals("Bagaimana pesanan dibagikan kepada pengemudi", page.textContent("h1"));
    }

    /// Asks the page again and again: the page's own policy forbids what would let it wait by
    /// itself.
    private static void until(Page page, String condition) {
        long until = System.nanoTime() + 20_000_000_000L;
        while (!Boolean.TRUE.equals(page.evaluate(condition))) {
            assertTrue(System.nanoTime() < until, "not in 20 s: " + condition);
            page.waitForTimeout(50);
        }
    }

    private static void keepErrors(ConsoleMessage message, List<String> errors) {
        if (message.type().equals("error")) {
            errors.add(message.text());
        }
    }

    private static void fix(TestSocket driver, double lat) {
        driver.send(
                "{'t':'fix','at':"
                        + System.currentTimeMillis()
                        + ",'lat':"
                        + lat
                        + ",'lng':11.968}");
    }

    private static BrowserType.LaunchOptions options() {
        return new BrowserType.LaunchOptions()
                .setExecutablePath(CHROMIUM)
                .setArgs(
                        List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync"));
    }
}
