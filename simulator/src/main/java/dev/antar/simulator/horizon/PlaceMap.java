package dev.antar.simulator.horizon;

/// Where the places of a case are, in metres of a plane.
public interface PlaceMap {

    double x(int place);

    double y(int place);
}
