package dev.antar.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The operator console's files, which come along in the class path. Any thread.
///
/// They are listed once, and the class path is never asked for anything else: class loaders
/// remember every name that they were asked for, also of what is not there, and without bound, so
/// that whoever asks for ever new paths would fill the memory.
final class ConsoleFiles implements Handler<RoutingContext> {

    private static final String INDEX = "index.html";

    /// Beneath it names have a hash of what is in the file.
    private static final String NEVER_CHANGED = "/assets/";

    private static final String FOR_A_YEAR = "public, immutable, max-age=31536000";

    private final Set<String> paths;
    private final StaticHandler files;

    /// @param classes where they are
    /// @param root the folder of the class path that has them and its index page
    ConsoleFiles(ClassLoader classes, String root) {
        this.paths = list(classes, root);
        this.files =
                StaticHandler.create(FileSystemAccess.RELATIVE, root)
                        .setIndexPage(INDEX)
                        .setDirectoryListing(false)
                        .setCachingEnabled(false);
    }

    /// Answers with the file, or passes on what is none.
    @Override
    public void handle(RoutingContext request) {
        String path = request.normalizedPath();
        if (!has(path)) {
            request.next();
            return;
        }
        HttpServerResponse response = request.response();
        if (path.startsWith(NEVER_CHANGED)) {
            response.putHeader("cache-control", FOR_A_YEAR);
        }
        files.handle(request);
    }

    boolean has(String path) {
        return paths.contains(path.equals("/") ? "/" + INDEX : path);
    }

    /// None where the server was built without the console.
    private static Set<String> list(ClassLoader classes, String root) {
        URL index = classes.getResource(root + "/" + INDEX);
        if (index == null) {
            return Set.of();
        }
        try {
            URLConnection connection = index.openConnection();
            if (connection instanceof JarURLConnection jar) {
                jar.setUseCaches(false);
                try (JarFile file = jar.getJarFile()) {
                    return file.stream()
                            .filter(each -> !each.isDirectory())
                            .map(each -> "/" + each.getName())
                            .filter(name -> name.startsWith("/" + root + "/"))
                            .map(name -> name.substring(root.length() + 1))
                            .collect(Collectors.toUnmodifiableSet());
                }
            }
            Path folder = Path.of(URI.create(index.toString())).resolveSibling("");
            try (Stream<Path> all = Files.walk(folder)) {
                return all.filter(Files::isRegularFile)
                        .map(each -> "/" + folder.relativize(each).toString().replace('\\', '/'))
                        .collect(Collectors.toUnmodifiableSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The console's files cannot be listed", e);
        }
    }
}
