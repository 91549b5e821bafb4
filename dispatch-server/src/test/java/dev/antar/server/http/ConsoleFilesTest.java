package dev.antar.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// The console's files from a folder and from a jar, and what the class path is asked for.
final class ConsoleFilesTest {

    private static final String ROOT = "console";
    private static final String SCRIPT = "/assets/index-1a2b.js";

    private final Asked classes = new Asked(ConsoleFilesTest.class.getClassLoader());
    private final Thread creating = Thread.currentThread();
    private final ClassLoader usual = creating.getContextClassLoader();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();

    /// Vert.x looks for a file by the class loader of the thread that began to listen.
    @BeforeEach
    void noteWhatIsAskedFor() {
        creating.setContextClassLoader(classes);
    }

    @AfterEach
    void close() {
        creating.setContextClassLoader(usual);
        http.shutdownNow();
        vertx.close().await();
    }

    @Test
    void filesAreServedAndThoseThatNeverChangeAreKeptForAYear() throws Exception {
        int port = serve(new ConsoleFiles(classes, ROOT));

        HttpResponse<String> page = get(port, "/");
        HttpResponse<String> script = get(port, SCRIPT);

        assertEquals("<!doctype html><title>map</title>\n", page.body());
        assertTrue(page.headers().firstValue("cache-control").isEmpty());
        assertEquals("export const a = 1;\n", script.body());
        assertEquals(
                "public, immutable, max-age=31536000",
                script.headers().firstValue("cache-control").orElse(""));
    }

    @Test
    void classPathIsNotAskedForWhatAStrangerMadeUp() throws Exception {
        int port = serve(new ConsoleFiles(classes, ROOT));
        get(port, SCRIPT);
        assertTrue(classes.names.stream().anyMatch(name -> name.endsWith("index-1a2b.js")));

        for (String path : new String[] {"/made-up", "/assets/made-up", "/assets/../made-up"}) {
            assertEquals(404, get(port, path).statusCode());
        }

        assertTrue(
                classes.names.stream().noneMatch(name -> name.contains("made-up")),
                classes.names.toString());
    }

    @Test
    void filesInAJarAreFoundAndNothingBesideTheirFolder(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("console.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String name :
                    new String[] {"console/index.html", "console/assets/a.js", "secret.txt"}) {
                out.putNextEntry(new JarEntry(name));
                out.write(name.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        try (URLClassLoader inJar = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            ConsoleFiles files = new ConsoleFiles(inJar, ROOT);

            assertTrue(files.has("/") && files.has("/index.html") && files.has("/assets/a.js"));
            assertFalse(files.has("/assets") || files.has("/assets/") || files.has("/secret.txt"));
        }
    }

    @Test
    void serverWithoutAConsoleHasNone() {
        assertFalse(new ConsoleFiles(classes, "nowhere").has("/"));
    }

    private int serve(ConsoleFiles files) {
        Router router = Router.router(vertx);
        router.get("/*").handler(files);
        HttpServer server =
                vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
        return server.actualPort();
    }

    private HttpResponse<String> get(int port, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /// Notes what it is asked for.
    private static final class Asked extends ClassLoader {

        private final Queue<String> names = new ConcurrentLinkedQueue<>();

        Asked(ClassLoader parent) {
            super(parent);
        }

        @Override
        public URL getResource(String name) {
            names.add(name);
            return super.getResource(name);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            names.add(name);
            return super.getResources(name);
        }
    }
}
