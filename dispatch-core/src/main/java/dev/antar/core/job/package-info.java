/// What a customer asked for and how far it has come. Start at [dev.antar.core.job.Job] (what was
/// asked, immutable) and [dev.antar.core.job.OpenJob] (where it stands until it ends);
/// [dev.antar.core.job.JobState] holds the life cycle as a table.
@NullMarked
package dev.antar.core.job;

import org.jspecify.annotations.NullMarked;
