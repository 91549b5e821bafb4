/// What is done to data beside the running server: backing it up, restoring it, looking what is
/// wrong with it, giving out and taking out what is known of a person. Start at
/// [dev.antar.server.care.Backup] and [dev.antar.server.care.Doctor]. One thread, blocking.
@NullMarked
package dev.antar.server.care;

import org.jspecify.annotations.NullMarked;
