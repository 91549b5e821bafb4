package dev.antar.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.antar.core.geo.LatLng;
import dev.antar.core.zone.Zones;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ZonesFileTest {

    private static final String CITY =
            """
            {"type":"FeatureCollection","features":[
              {"type":"Feature",
               "properties":{"name":"city","rules":["SERVICE"]},
               "geometry":{"type":"Polygon",
                 "coordinates":[[[11,57],[13,57],[13,59],[11,59],[11,57]]]}}]}
            """;

    @TempDir private Path folder;

    @Test
    void polygonsWithTheirRulesAreRead() throws IOException {
        Zones zones = ZonesFile.read(file(CITY));

        assertEquals("city", zones.all().getFirst().name());
        assertTrue(zones.pickupAllowed(new LatLng(58, 12)));
        assertFalse(zones.pickupAllowed(new LatLng(58, 14)));
    }

    @Test
    void fileShippedAsAnExampleIsRead() {
        Zones zones = ZonesFile.read(Path.of("../examples/zones/gothenburg.geojson"));

        assertEquals(1, zones.queues().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "FeatureCollection | Feature | /type",
                "\"city\" | 7 | /features/0/properties/name",
                "\"city\" | \"a b\" | /features/0/properties",
                "SERVICE | SERVISE | did you mean SERVICE?",
                "[\"SERVICE\"] | [] | /features/0/properties/rules",
                "Polygon | Point | /features/0/geometry/type",
                "[13,59] | [13,95] | /features/0/geometry/coordinates/0/2=[13,95]",
                "[13,59] | [13] | must be [longitude, latitude]",
                "[11,59] | [13,57.5] | must not cross",
                "\"features\" | features | line 1: is not JSON",
            })
    void mistakeIsNamedByItsPlace(String right, String wrong, String named) throws IOException {
        Path file = file(CITY.replace(right, wrong));

        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> ZonesFile.read(file));

        assertTrue(refused.toString().contains(named), refused.toString());
        assertTrue(refused.toString().contains(file.toString()), refused.toString());
    }

    @Test
    void missingFileIsNamed() {
        assertThrows(
                IllegalArgumentException.class, () -> ZonesFile.read(folder.resolve("none.json")));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("zones.geojson"), text);
    }
}
