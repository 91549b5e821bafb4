/// Sends committed events of jobs to their receivers: [RegionSender] has a [SendingLane] for each
/// webhook, which takes up what was committed, sends it by [GuardedClient] and keeps what became of
/// it. Everything that must outlive a crash is in the database; what is here may be lost at any
/// moment. `docs/webhooks.md`
@org.jspecify.annotations.NullMarked
package dev.antar.server.webhooks;
