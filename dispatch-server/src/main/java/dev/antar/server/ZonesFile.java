package dev.antar.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.antar.core.geo.Area;
import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.NearestWord;
import dev.antar.core.zone.Zone;
import dev.antar.core.zone.ZoneRule;
import dev.antar.core.zone.Zones;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reads a region's zones from GeoJSON (RFC 7946): a FeatureCollection of polygons, each with the
/// properties `name` and `rules`. Whatever is wrong is an [IllegalArgumentException] that names the
/// file, the place in it, the value and the rule.
final class ZonesFile {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path file;

    private ZonesFile(Path file) {
        this.file = file;
    }

    static Zones read(Path file) {
        return new ZonesFile(file).zones();
    }

    private Zones zones() {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file
                            + " line "
                            + e.getLocation().getLineNr()
                            + ": is not JSON: "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": cannot be read: " + e.getMessage(), e);
        }
        if (!"FeatureCollection".equals(root.path("type").asText())) {
            throw wrong("/type", root.path("type"), "must be FeatureCollection");
        }
        JsonNode features = root.path("features");
        if (!features.isArray()) {
            throw wrong("/features", features, "must be an array");
        }
        List<Zone> zones = new ArrayList<>();
        for (int i = 0; i < features.size(); i++) {
            zones.add(zone(features.get(i), "/features/" + i));
        }
        try {
            return new Zones(zones);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private Zone zone(JsonNode feature, String pointer) {
        JsonNode properties = feature.path("properties");
        JsonNode name = properties.path("name");
        if (!name.isTextual()) {
            throw wrong(pointer + "/properties/name", name, "must be the zone's name");
        }
        Set<ZoneRule> rules = rules(properties.path("rules"), pointer + "/properties/rules");
        Area area = area(feature.path("geometry"), pointer + "/geometry");
        try {
            return new Zone(name.textValue(), area, rules);
        } catch (IllegalArgumentException e) {
            throw wrong(pointer + "/properties", name, String.valueOf(e.getMessage()));
        }
    }

    private Set<ZoneRule> rules(JsonNode words, String pointer) {
        List<String> known = Arrays.stream(ZoneRule.values()).map(Enum::name).toList();
        if (!words.isArray() || words.isEmpty()) {
            throw wrong(pointer, words, "must be an array of some of " + known);
        }
        Set<ZoneRule> rules = EnumSet.noneOf(ZoneRule.class);
        for (JsonNode word : words) {
            if (!known.contains(word.asText())) {
                throw wrong(
                        pointer,
                        word,
                        "must be one of " + known + NearestWord.hint(word.asText(), known));
            }
            rules.add(ZoneRule.valueOf(word.asText()));
        }
        return rules;
    }

    private Area area(JsonNode geometry, String pointer) {
        if (!"Polygon".equals(geometry.path("type").asText())) {
            throw wrong(pointer + "/type", geometry.path("type"), "must be Polygon");
        }
        JsonNode rings = geometry.path("coordinates");
        if (rings.size() != 1) {
            throw wrong(
                    pointer + "/coordinates",
                    rings,
                    "must be one ring: a zone with holes is several zones");
        }
        List<LatLng> corners = new ArrayList<>();
        JsonNode ring = rings.get(0);
        for (int i = 0; i < ring.size(); i++) {
            corners.add(corner(ring.get(i), pointer + "/coordinates/0/" + i));
        }
        try {
            return Area.of(corners);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    file + " " + pointer + "/coordinates: " + e.getMessage(), e);
        }
    }

    private LatLng corner(JsonNode position, String pointer) {
        if (position.size() < 2 || !position.get(0).isNumber() || !position.get(1).isNumber()) {
            throw wrong(pointer, position, "must be [longitude, latitude]");
        }
        try {
            return new LatLng(position.get(1).doubleValue(), position.get(0).doubleValue());
        } catch (IllegalArgumentException e) {
            throw wrong(pointer, position, e.getMessage() + "; GeoJSON has the longitude first");
        }
    }

    private IllegalArgumentException wrong(String pointer, JsonNode value, String rule) {
        String shown = value.isMissingNode() ? "nothing" : value.toString();
        return new IllegalArgumentException(
                file
                        + " "
                        + pointer
                        + "="
                        + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
                        + ": "
                        + rule);
    }
}
