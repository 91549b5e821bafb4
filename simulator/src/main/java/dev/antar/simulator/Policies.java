package dev.antar.simulator;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.PolicyParameter;
import dev.antar.core.policy.ShippedPolicies;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Policies as people name them on the command line: by file, or one that comes along.
final class Policies {

    private Policies() {}

    /// @param named a file, which ends in `.toml`, or a name
    static Policy read(String option, String named) throws IOException {
        if (!named.endsWith(".toml")) {
            try {
                return ShippedPolicies.named(named);
            } catch (IllegalArgumentException e) {
                throw new Options.UsageException(option + ": " + e.getMessage());
            }
        }
        Path file = Path.of(named);
        Options.require(Files.isRegularFile(file), option, named, "there is no such file");
        try {
            return Policy.parse(named, Files.readString(file));
        } catch (CharacterCodingException _) {
            throw new Options.UsageException(option + "=" + named + ": must be UTF-8 text");
        } catch (IllegalArgumentException e) {
            throw new Options.UsageException(String.valueOf(e.getMessage()));
        }
    }

    /// Refuses an option that the policy decides already: one of the two would not count.
    static void requireOpen(Policy policy, PolicyParameter parameter, String option, Object value) {
        Options.require(
                !policy.parameters().containsKey(parameter),
                option,
                value,
                "must not be given, because policy "
                        + policy.name()
                        + " sets "
                        + parameter.key()
                        + " = "
                        + policy.parameters().get(parameter));
    }
}
