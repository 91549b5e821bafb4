package dev.antar.server;

import dev.antar.server.recording.RecordingLimits;

import java.nio.file.Path;

/// What of a server's regions is recorded.
///
/// @param folder with a folder for each region
/// @param limits for each region
public record RecordingConfig(Path folder, RecordingLimits limits) {}
