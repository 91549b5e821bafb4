package dev.antar.core.geo;

import org.locationtech.jts.algorithm.locate.IndexedPointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.operation.valid.IsValidOp;

import java.util.ArrayList;
import java.util.List;

/// A polygon on the ground. Its edges are straight lines in latitude and longitude, as in GeoJSON
/// (RFC 7946), and take the shorter way around the Earth, so that it may cross ±180. The boundary
/// belongs to it. One thread; a question costs a box test, and inside the box some 100 ns.
public final class Area {

    /*
     * JTS knows a plane and no globe. The ring is unrolled, each corner at most 180 degrees from the
     * one before, and what then lies beyond ±180 is cut off and moved back by a turn: one part, or
     * two. A ring that ends a turn away from where it began goes around a pole; JTS could not tell
     * its inside, so it is refused.
     */

    private static final int MAX_CORNERS = 10_000;
    private static final GeometryFactory PLANE = new GeometryFactory();

    private final List<LatLng> ring;
    private final List<Part> parts = new ArrayList<>();

    private record Part(
            Polygon polygon,
            Envelope box,
            IndexedPointInAreaLocator locator,
            PreparedGeometry prepared) {}

    private Area(List<LatLng> ring, Geometry unrolled) {
        this.ring = List.copyOf(ring);
        Envelope all = unrolled.getEnvelopeInternal();
        for (int turn = -1; turn <= 1; turn++) {
            double west = -180 + 360.0 * turn;
            if (all.getMaxX() < west || all.getMinX() > west + 360) {
                continue;
            }
            Geometry world = PLANE.toGeometry(new Envelope(west, west + 360, -90, 90));
            Geometry inWorld = unrolled.intersection(world);
            for (int i = 0; i < inWorld.getNumGeometries(); i++) {
                if (inWorld.getGeometryN(i) instanceof Polygon part && !part.isEmpty()) {
                    keep(shifted(part, -360.0 * turn));
                }
            }
        }
    }

    /// The area inside a ring of corners.
    ///
    /// @param ring corners in order, either way around, 3 to 10,000; a repeated first corner at the
    ///   end is allowed
    /// @throws IllegalArgumentException naming what is wrong: too few or too many corners, edges
    ///   that cross, an area around a pole
    public static Area of(List<LatLng> ring) {
        List<LatLng> corners = new ArrayList<>(ring);
        if (corners.size() > 1 && corners.getFirst().equals(corners.getLast())) {
            corners.removeLast();
        }
        if (corners.size() < 3 || corners.size() > MAX_CORNERS) {
            throw new IllegalArgumentException(
                    "area=" + corners.size() + " corners: must be from 3 to " + MAX_CORNERS);
        }
        Coordinate[] unrolled = unroll(corners);
        Polygon polygon = PLANE.createPolygon(unrolled);
        IsValidOp check = new IsValidOp(polygon);
        if (!check.isValid() || polygon.getArea() == 0) {
            throw new IllegalArgumentException(
                    "area=" + corners.getFirst() + " …: its edges must not cross or touch");
        }
        return new Area(corners, polygon);
    }

    /// The corners as they were given, the first not repeated.
    public List<LatLng> ring() {
        return ring;
    }

    public boolean contains(LatLng place) {
        return contains(place.lat(), place.lng());
    }

    /// Without the checks of [LatLng]; for places that were checked before.
    public boolean contains(double lat, double lng) {
        for (Part part : parts) {
            if (part.box.contains(lng, lat)
                    && part.locator.locate(new Coordinate(lng, lat)) != Location.EXTERIOR) {
                return true;
            }
        }
        // 180 and -180 are the same meridian; LatLng knows it as 180 only.
        return lng == 180 && contains(lat, -180);
    }

    /// Whether some place of a box may be in it; false is certain. The box must not cross ±180.
    public boolean mayTouch(double south, double west, double north, double east) {
        Envelope box = new Envelope(west, east, south, north);
        for (Part part : parts) {
            if (part.box.intersects(box) && part.prepared.intersects(PLANE.toGeometry(box))) {
                return true;
            }
        }
        return false;
    }

    /// Whether certainly every place of a box is in it. The box must not cross ±180.
    public boolean covers(double south, double west, double north, double east) {
        Envelope box = new Envelope(west, east, south, north);
        for (Part part : parts) {
            if (part.box.contains(box) && part.prepared.covers(PLANE.toGeometry(box))) {
                return true;
            }
        }
        return false;
    }

    /// The plane polygons it consists of, in degrees with x as longitude, split at ±180.
    public List<Polygon> polygons() {
        return parts.stream().map(Part::polygon).toList();
    }

    private void keep(Polygon part) {
        parts.add(
                new Part(
                        part,
                        part.getEnvelopeInternal(),
                        new IndexedPointInAreaLocator(part),
                        PreparedGeometryFactory.prepare(part)));
    }

    private static Coordinate[] unroll(List<LatLng> corners) {
        Coordinate[] unrolled = new Coordinate[corners.size() + 1];
        double lng = corners.getFirst().lng();
        for (int i = 0; i < corners.size(); i++) {
            LatLng corner = corners.get(i);
            lng += shorterWay(corner.lng() - lng);
            unrolled[i] = new Coordinate(lng, corner.lat());
        }
        double home = lng + shorterWay(corners.getFirst().lng() - lng);
        if (Math.abs(home - unrolled[0].x) > 180) {
            throw new IllegalArgumentException(
                    "area=" + corners.getFirst() + " …: must not go around a pole");
        }
        unrolled[corners.size()] = unrolled[0].copy();
        return unrolled;
    }

    private static double shorterWay(double degrees) {
        double turned = degrees % 360;
        if (turned > 180) {
            return turned - 360;
        }
        return turned < -180 ? turned + 360 : turned;
    }

    private static Polygon shifted(Polygon part, double degrees) {
        if (degrees == 0) {
            return part;
        }
        Polygon moved = (Polygon) part.copy();
        moved.apply(
                (Coordinate corner) -> {
                    corner.x += degrees;
                });
        moved.geometryChanged();
        return moved;
    }
}
