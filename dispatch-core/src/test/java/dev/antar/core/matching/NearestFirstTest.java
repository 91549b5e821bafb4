package dev.antar.core.matching;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.antar.core.geo.LatLng;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

class NearestFirstTest extends MatchingPolicyContract {

    @Override
    MatchingPolicy policy() {
        return new NearestFirst();
    }

    //  lng     0     1     2     3     4   (thousandths of a degree)
    //                j0    a     j1    b
    @Test
    void olderJobTakesTheDriverWhoWasTheOnlyGoodOneForAnother() {
        LittleCity city = new LittleCity(new Random(0), 0, 0, 900_000);
        city.addDriver(new LatLng(0, 0.0020));
        city.addDriver(new LatLng(0, 0.0400));
        city.addJob(new LatLng(0, 0.0010), LittleCity.NOW - 2);
        city.addJob(new LatLng(0, 0.0030), LittleCity.NOW - 1);

        List<Match> matches = policy().match(city.round());

        assertEquals(List.of(0, 1), matches.stream().map(Match::slot).toList());
    }
}
