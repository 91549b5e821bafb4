package dev.antar.server.recording;

/// What a file of a recording says of itself.
///
/// @param antar the version that wrote it
/// @param flight names the recording it is part of; no other has the same name
/// @param beganAtMillis when the recording begins, epoch milliseconds
/// @param file which of its files, from 1
/// @param firstBlock number of its first block in the flight
/// @param coarsened why it can no longer be verified, or empty
/// @param continues the flight at whose end it begins, in the middle of the region's life, or empty
record FileHeader(
        String antar,
        String region,
        String flight,
        long beganAtMillis,
        int file,
        int firstBlock,
        String coarsened,
        String continues) {}
