package dev.antar.server.engine.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

class TargetRuleTest {

    private final TargetRule rule = new TargetRule(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.100.100.200",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.0.1",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.168.1.1",
                "198.18.0.1",
                "203.0.113.9",
                "224.0.0.1",
                "239.1.1.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a00:1",
                "2001::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
            })
    void addressThatIsNotForEverybodyIsRefused(String address) {
        assertFalse(rule.allows(InetAddress.ofLiteral(address)));
        String host = address.contains(":") ? "[" + address + "]" : address;
        assertThrows(IllegalArgumentException.class, () -> rule.read("https://" + host + "/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "168.63.129.17",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.0.1",
                "223.255.255.255",
                "2001:4860:4860::8888",
                "2606:4700::1111",
            })
    void addressOfEverybodyIsAllowed(String address) {
        assertTrue(rule.allows(InetAddress.ofLiteral(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "http://example.com/",
                "ftp://example.com/",
                "https:///path",
                "https://user:secret@example.com/",
                "https://example.com/#part",
                "https://example.com:0/",
                "https://example.com:70000/",
                "https://exa mple.com/",
                "https://localhost/",
                "https://api.LOCALHOST/",
                "https://under_score.example.com/",
            })
    void whatIsNoAddressOfAReceiverIsRefused(String url) {
        var refusal = assertThrows(IllegalArgumentException.class, () -> rule.read(url));

        String told = String.valueOf(refusal.getMessage());
        assertTrue(told.startsWith("url=" + url + ": must "), told);
    }

    @Test
    void addressIsReadWithAllThatBelongsToIt() {
        assertEquals(
                new Target(true, "example.com", 443, "/hooks/a?city=7"),
                rule.read("https://example.com/hooks/a?city=7"));
        assertEquals(
                new Target(true, "2606:4700::1111", 8443, "/"),
                rule.read("https://[2606:4700::1111]:8443"));
    }

    @Test
    void neighboursAreAllowedOnlyWhereTheServerIsToldSo() {
        TargetRule open = new TargetRule(true);

        assertEquals(new Target(false, "127.0.0.1", 80, "/"), open.read("http://127.0.0.1"));
        assertTrue(open.allows(InetAddress.ofLiteral("::1")));
        assertFalse(open.allows(InetAddress.ofLiteral("224.0.0.1")));
    }
}
