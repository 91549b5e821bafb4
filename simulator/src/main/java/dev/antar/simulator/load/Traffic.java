package dev.antar.simulator.load;

import dev.antar.simulator.wire.Carrier;

import java.util.Map;
import java.util.TreeMap;

/// What went over a run's sockets.
///
/// @param fixesSkipped were due while their phone had no connection, or was silent
/// @param fixesNeverShown by a map, nor any of the next ones of their driver
/// @param repeated requests and commands that had to be sent more than once
/// @param reconnects sockets lost and opened again
/// @param failedHere handshakes for which this machine had no port or file
/// @param operatorsStopped that stopped reading
/// @param operatorBytes characters that reading operators got
/// @param refusals what the server did not accept, by reason
/// @param dropped sockets that it closed, or broke, without having said goodbye
/// @param closes how often it closed a socket, by code
public record Traffic(
        long fixesSent,
        long fixesSkipped,
        long fixesDuplicated,
        long fixesReordered,
        long fixesNeverShown,
        long repeated,
        long reconnects,
        int failedHere,
        int dropped,
        int operatorsStopped,
        long operatorBytes,
        Map<String, Integer> refusals,
        Map<Integer, Integer> closes) {

    public static final Traffic NONE =
            new Traffic(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

    /// What has gone over them so far.
    static Traffic of(
            Fleet fleet,
            FixesSeen fixes,
            long repeats,
            Carrier carrier,
            Operators operators,
            Map<String, Integer> refusals) {
        return new Traffic(
                fleet.fixesSent,
                fleet.fixesSkipped,
                fleet.fixesDuplicated,
                fleet.fixesReordered,
                fixes.neverShown(),
                repeats,
                fleet.reconnects(),
                carrier.failedHere(),
                carrier.dropped(),
                operators.stoppedNow(),
                operators.received(),
                refusals,
                carrier.closes());
    }

    public Traffic plus(Traffic more) {
        return new Traffic(
                fixesSent + more.fixesSent,
                fixesSkipped + more.fixesSkipped,
                fixesDuplicated + more.fixesDuplicated,
                fixesReordered + more.fixesReordered,
                fixesNeverShown + more.fixesNeverShown,
                repeated + more.repeated,
                reconnects + more.reconnects,
                failedHere + more.failedHere,
                dropped + more.dropped,
                operatorsStopped + more.operatorsStopped,
                operatorBytes + more.operatorBytes,
                sum(refusals, more.refusals),
                sum(closes, more.closes));
    }

    private static <K extends Comparable<K>> Map<K, Integer> sum(
            Map<K, Integer> some, Map<K, Integer> more) {
        Map<K, Integer> all = new TreeMap<>(some);
        more.forEach((key, times) -> all.merge(key, times, Integer::sum));
        return all;
    }
}
