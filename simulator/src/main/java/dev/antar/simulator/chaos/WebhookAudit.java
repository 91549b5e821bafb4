package dev.antar.simulator.chaos;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds what a receiver of webhooks got against the events in the log.
final class WebhookAudit {

    private WebhookAudit() {}

    /// How many of the events have not been taken by the receiver.
    static long missing(List<WantedEvent> wanted, List<WebhookMessage> got) {
        Set<String> taken = new HashSet<>();
        got.stream().filter(WebhookMessage::taken).forEach(each -> taken.add(each.id()));
        return wanted.stream().filter(each -> !taken.contains(each.id())).count();
    }

    /// How many came although they had been taken before.
    static long repeated(List<WebhookMessage> got) {
        Set<String> taken = new HashSet<>();
        return got.stream().filter(WebhookMessage::taken).filter(e -> !taken.add(e.id())).count();
    }

    /// @param wanted all that the webhook was to be sent, by job and in the order of versions
    /// @param got in the order in which it came
    static List<Check> checks(List<WantedEvent> wanted, List<WebhookMessage> got, String secret) {
        Map<String, WantedEvent> byId = new HashMap<>();
        Map<String, WantedEvent> before = new HashMap<>();
        @Nullable WantedEvent last = null;
        for (WantedEvent each : wanted) {
            byId.put(each.id(), each);
            if (last != null && last.job().equals(each.job())) {
                before.put(each.id(), last);
            }
            last = each;
        }
        List<String> foreign = new ArrayList<>();
        List<String> unsigned = new ArrayList<>();
        List<String> early = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (WebhookMessage each : got) {
            WantedEvent event = byId.get(each.id());
            if (event == null || !each.tells(event)) {
                foreign.add(each.id() + ": " + each.body());
            }
            if (!each.signedBy(secret)) {
                unsigned.add(each.id());
            }
            WantedEvent ahead = before.get(each.id());
            if (ahead != null && !taken.contains(ahead.id())) {
                early.add(each.id() + " before " + ahead.id());
            }
            if (each.taken()) {
                taken.add(each.id());
            }
        }
        List<String> missing =
                wanted.stream().map(WantedEvent::id).filter(id -> !taken.contains(id)).toList();
        return List.of(
                none("event that the webhook wants and that never came", missing),
                none("message of a webhook that is no event of the log", foreign),
                none("message of a webhook that is not signed with its secret", unsigned),
                none("message of a webhook ahead of an earlier one of its job", early));
    }

    private static Check none(String promise, List<String> found) {
        return Check.none(promise, found.size(), found.isEmpty() ? "" : found.getFirst());
    }
}
