package dev.antar.server;

import dev.antar.core.engine.DispatchConfig;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.Policy;
import dev.antar.core.policy.ShippedPolicies;
import dev.antar.server.connections.ConnectionLimits;
import dev.antar.server.http.ReviewRules;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// How a server is run.
///
/// @param data folder of the embedded database; not used with a database URL
/// @param port to listen on; 0 takes a free one
/// @param databaseUrl a PostgreSQL that somebody else runs, or null for the embedded one
/// @param allowUnauthenticated whether others than this machine may be served without
///   authentication
/// @param regions to run side by side, at least one
/// @param policy how jobs are matched until an operator says otherwise
/// @param dispatch the rest, and what the policy leaves open
/// @param recording whether, where and how much is recorded, or null where nothing ever was
/// @param trial two policies that take turns, or null
/// @param care how long data is kept and how safely
/// @param roads by which jobs are timed, or null to time them by straight lines
/// @param webhooks where events may be sent
/// @param review by when humans must have looked
/// @param drain how long it may take to stop
/// @param connections how many there may be
public record ServerConfig(
        Path data,
        String host,
        int port,
        @Nullable String databaseUrl,
        boolean allowUnauthenticated,
        List<RegionConfig> regions,
        Policy policy,
        DispatchConfig dispatch,
        @Nullable RecordingConfig recording,
        TurnsOption.@Nullable Trial trial,
        DataCare care,
        @Nullable RoadMap roads,
        WebhookConfig webhooks,
        ReviewRules review,
        DrainLimits drain,
        ConnectionLimits connections) {

    /// On this machine alone, embedded database, a free port, nothing recorded.
    public static ServerConfig local(Path data) {
        return new ServerConfig(
                data,
                "127.0.0.1",
                0,
                null,
                false,
                List.of(RegionConfig.everywhere("default", new LatLng(57.7045, 11.968))),
                ShippedPolicies.named(ShippedPolicies.DEFAULT),
                DispatchConfig.defaults(),
                null,
                null,
                DataCare.usual(),
                null,
                WebhookConfig.usual(),
                ReviewRules.usual(),
                DrainLimits.within(0, 20),
                ConnectionLimits.usual());
    }

    /// The same with other regions.
    public ServerConfig with(List<RegionConfig> others) {
        return new ServerConfig(
                data,
                host,
                port,
                databaseUrl,
                allowUnauthenticated,
                others,
                policy,
                dispatch,
                recording,
                trial,
                care,
                roads,
                webhooks,
                review,
                drain,
                connections);
    }

    /// The same, recording.
    public ServerConfig with(RecordingConfig wanted) {
        return new ServerConfig(
                data,
                host,
                port,
                databaseUrl,
                allowUnauthenticated,
                regions,
                policy,
                dispatch,
                wanted,
                trial,
                care,
                roads,
                webhooks,
                review,
                drain,
                connections);
    }

    /// The same, sending events so.
    public ServerConfig with(WebhookConfig wanted) {
        return new ServerConfig(
                data,
                host,
                port,
                databaseUrl,
                allowUnauthenticated,
                regions,
                policy,
                dispatch,
                recording,
                trial,
                care,
                roads,
                wanted,
                review,
                drain,
                connections);
    }

    /// The same on a database that somebody else runs.
    public ServerConfig on(String url, DataCare wanted) {
        return new ServerConfig(
                data,
                host,
                port,
                url,
                allowUnauthenticated,
                regions,
                policy,
                dispatch,
                recording,
                trial,
                wanted,
                roads,
                webhooks,
                review,
                drain,
                connections);
    }
}
