import com.google.googlejavaformat.java.Main;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// Checks (`check ROOT`) or rewrites (`apply ROOT`) every Java file below a folder with
/// google-java-format. Run by the root `pom.xml`, from source, with the formatter on the class
/// path. `target/formatted` below the folder keeps the hashes of what was found formatted, so that
/// only what changed since is looked at.
final class Format {

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

    private Format() {}

    public static void main(String[] args) throws Exception {
        boolean check = args[0].equals("check");
        Path root = Path.of(args[1]);
        List<String> arguments = new ArrayList<>(List.of("--aosp"));
        arguments.addAll(
                check ? List.of("--dry-run", "--set-exit-if-changed") : List.of("--replace"));
        Path memory = root.resolve("target").resolve("formatted");
        Set<String> known =
                Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
        List<String> files = javaFilesBelow(root);
        int options = arguments.size();
        for (String file : files) {
            if (!known.contains(hash(file))) {
                arguments.add(file);
            }
        }
        if (arguments.size() == options) {
            return;
        }

        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        int status = new Main(out, err, System.in).format(arguments.toArray(String[]::new));
        if (check && status != 0) {
            err.println("The files above are not formatted. Mend them: mvn -N validate -Dformat");
        }
        if (status == 0) {
            List<String> formatted = new ArrayList<>();
            for (String file : files) {
                formatted.add(hash(file));
            }
            Files.createDirectories(memory.getParent());
            Files.write(memory, formatted);
        }
        System.exit(status);
    }

    /// Of the formatter's size as well: another version may want it otherwise.
    private static String hash(String file) throws Exception {
        Path formatter =
                Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(Long.toString(Files.size(formatter)).getBytes());
        digest.update(Files.readAllBytes(Path.of(file)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static List<String> javaFilesBelow(Path root) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(
                root,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) {
                        return NOT_OURS.contains(folder.getFileName().toString())
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (file.toString().endsWith(".java")) {
                            files.add(file.toString());
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        files.sort(null);
        return files;
    }
}
