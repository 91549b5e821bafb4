package dev.antar.server;

import dev.antar.server.recording.RecordingLimits;

import java.nio.file.Path;

/// Whether a server's regions are recorded, and how long recordings are kept, those of before as
/// well.
///
/// @param folder with a folder for each region
/// @param limits for each region
/// @param on whether they are recorded; if not, what is there goes all the same when it is too old
public record RecordingConfig(Path folder, RecordingLimits limits, boolean on) {}
