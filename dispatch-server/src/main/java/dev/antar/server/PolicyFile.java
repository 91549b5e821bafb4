package dev.antar.server;

import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A policy as it is named on the command line: by file, or one that comes along.
final class PolicyFile {

    private PolicyFile() {}

    /// @param named a file, which ends in `.toml`, or a name
    /// @throws IllegalArgumentException saying what is wrong where
    static Policy read(String named) {
        if (!named.endsWith(".toml")) {
            return ShippedPolicies.named(named);
        }
        try {
            return Policy.parse(named, Files.readString(Path.of(named)));
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("--policy=" + named + ": there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("--policy=" + named + ": must be UTF-8 text", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "--policy=" + named + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
