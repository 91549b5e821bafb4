package dev.antar.server.stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import dev.antar.core.fleet.Fix;
import dev.antar.core.fleet.FixBatch;

import java.io.IOException;
import java.util.Arrays;

/// Reads frames of fixes in one pass, without a tree: the many that are as they should be. Whatever
/// is not exactly so it leaves to [DriverFrames], which finds the words for it. One event loop.
final class JsonFixes {

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(16)
                                    .maxStringLength(4_096)
                                    .maxNumberLength(100)
                                    .build())
                    .build();

    private static final int AT = 1;
    private static final int LAT = 2;
    private static final int LNG = 4;
    private static final int ACCURACY = 8;
    private static final int SPEED = 16;
    private static final int HEADING = 32;
    private static final int MOCK = 64;
    private static final int NEEDED = AT | LAT | LNG;

    private enum Kind {
        UNKNOWN,
        FIX,
        FIXES
    }

    private int size;
    private int sequence;

    /// Whether the frame is itself a fix, not a list of them.
    private boolean single;

    private double[] lats = new double[1];
    private double[] lngs = new double[1];
    private long[] times = new long[1];
    private double[] accuracies = new double[1];
    private double[] speeds = new double[1];
    private double[] headings = new double[1];
    private boolean[] mocks = new boolean[1];

    /// Fields seen of the fix that is being read into the row at `size`.
    private int seen;

    /// Reads a frame.
    ///
    /// @return whether it was a frame of fixes in which all is right; if not, nothing holds
    boolean read(byte[] utf8, int offset, int length) {
        size = 0;
        sequence = FixBatch.UNNUMBERED;
        try (JsonParser parser = FACTORY.createParser(utf8, offset, length)) {
            return parser.nextToken() == JsonToken.START_OBJECT
                    && frame(parser)
                    && parser.nextToken() == null;
        } catch (IOException _) {
            return false;
        }
    }

    /// How many fixes the frame had.
    int size() {
        return size;
    }

    /// The number of the frame's first fix, or [FixBatch#UNNUMBERED].
    int sequence() {
        return sequence;
    }

    /// The number of the frame's last fix, if the phone numbers them; else [FixLoad#NO_ANSWER].
    int answer() {
        return sequence == FixBatch.UNNUMBERED || size == 0
                ? FixLoad.NO_ANSWER
                : (sequence + size - 1) & 0xffff;
    }

    /// Appends the frame's fixes.
    void addTo(FixLoad load) {
        for (int i = 0; i < size; i++) {
            load.add(
                    single ? FixLoad.ALONE : i,
                    lats[i],
                    lngs[i],
                    times[i],
                    accuracies[i],
                    speeds[i],
                    headings[i],
                    sequence == FixBatch.UNNUMBERED ? FixBatch.UNNUMBERED : (sequence + i) & 0xffff,
                    mocks[i]);
        }
    }

    private boolean frame(JsonParser parser) throws IOException {
        Kind kind = Kind.UNKNOWN;
        boolean listed = false;
        beginFix();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            boolean good;
            switch (name) {
                case "t" -> {
                    good = kind == Kind.UNKNOWN;
                    kind = kind(parser.nextTextValue());
                    good &= kind != Kind.UNKNOWN;
                }
                case "seq" -> {
                    good =
                            sequence == FixBatch.UNNUMBERED
                                    && parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                                    && parser.getNumberType() == JsonParser.NumberType.INT;
                    sequence = good ? parser.getIntValue() : 0;
                    good &= sequence >= 0 && sequence <= 0xffff;
                }
                case "fixes" -> {
                    good = !listed && seen == 0 && fixes(parser);
                    listed = true;
                }
                default -> good = !listed && field(parser, name);
            }
            if (!good) {
                return false;
            }
        }
        single = kind == Kind.FIX;
        return parser.currentToken() == JsonToken.END_OBJECT
                && switch (kind) {
                    case FIX -> !listed && endFix();
                    case FIXES -> listed && seen == 0;
                    case UNKNOWN -> false;
                };
    }

    private boolean fixes(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return false;
        }
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            if (size == DriverLimits.FIXES_PER_FRAME) {
                return false;
            }
            beginFix();
            for (String name = parser.nextFieldName();
                    name != null;
                    name = parser.nextFieldName()) {
                if (!field(parser, name)) {
                    return false;
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || !endFix()) {
                return false;
            }
        }
        seen = 0;
        return parser.currentToken() == JsonToken.END_ARRAY;
    }

    private void beginFix() {
        if (size == lats.length) {
            int more = Math.min(DriverLimits.FIXES_PER_FRAME, size * 4);
            lats = Arrays.copyOf(lats, more);
            lngs = Arrays.copyOf(lngs, more);
            times = Arrays.copyOf(times, more);
            accuracies = Arrays.copyOf(accuracies, more);
            speeds = Arrays.copyOf(speeds, more);
            headings = Arrays.copyOf(headings, more);
            mocks = Arrays.copyOf(mocks, more);
        }
        seen = 0;
        accuracies[size] = Fix.UNKNOWN;
        speeds[size] = Fix.UNKNOWN;
        headings[size] = Fix.UNKNOWN;
        mocks[size] = false;
    }

    private boolean field(JsonParser parser, String name) throws IOException {
        JsonToken token = parser.nextToken();
        return switch (name) {
            case "at" -> {
                boolean good =
                        first(AT)
                                && token == JsonToken.VALUE_NUMBER_INT
                                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
                times[size] = good ? parser.getLongValue() : 0;
                yield good && times[size] >= 0 && times[size] <= Fix.MAX_MILLIS;
            }
            case "lat" -> number(parser, token, LAT, lats, -90, 90);
            case "lng" -> number(parser, token, LNG, lngs, -180, 180);
            case "accuracy" -> number(parser, token, ACCURACY, accuracies, 0, 1_000_000);
            case "speed" -> number(parser, token, SPEED, speeds, 0, 1_000);
            case "heading" -> number(parser, token, HEADING, headings, 0, 360);
            case "mock" -> {
                mocks[size] = token == JsonToken.VALUE_TRUE;
                yield first(MOCK) && (mocks[size] || token == JsonToken.VALUE_FALSE);
            }
            default -> false;
        };
    }

    private boolean number(
            JsonParser parser, JsonToken token, int field, double[] column, int min, int max)
            throws IOException {
        boolean good =
                first(field)
                        && (token == JsonToken.VALUE_NUMBER_FLOAT
                                || token == JsonToken.VALUE_NUMBER_INT);
        double value = good ? parser.getDoubleValue() : Double.NaN;
        column[size] = value;
        return value >= min && value <= max;
    }

    private boolean first(int field) {
        boolean first = (seen & field) == 0;
        seen |= field;
        return first;
    }

    private boolean endFix() {
        boolean whole = (seen & NEEDED) == NEEDED;
        size++;
        return whole;
    }

    private static Kind kind(String text) {
        return switch (text) {
            case "fix" -> Kind.FIX;
            case "fixes" -> Kind.FIXES;
            case null, default -> Kind.UNKNOWN;
        };
    }
}
