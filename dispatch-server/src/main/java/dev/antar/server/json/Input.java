package dev.antar.server.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.antar.core.geo.LatLng;
import dev.antar.core.policy.NearestWord;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// One JSON object from a stranger, read field by field. Collects everything that is wrong with it,
/// so that the sender is told all at once; [#finish] refuses the whole if there was anything.
public final class Input {

    /// The one character that PostgreSQL cannot keep: a batch with it would never be written.
    private static final char NUL = 0;

    private final JsonNode object;
    private final String pointer;
    private final List<Problem.FieldError> errors;
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Input> parts;

    private Input(
            JsonNode object, String pointer, List<Problem.FieldError> errors, List<Input> parts) {
        this.object = object;
        this.pointer = pointer;
        this.errors = errors;
        this.parts = parts;
        parts.add(this);
    }

    /// Reads a JSON object.
    ///
    /// @throws ProblemException if it is none
    public static Input read(byte[] utf8) {
        return new Input(StrictJson.object(utf8), "", new ArrayList<>(), new ArrayList<>());
    }

    /// Whether the field is there and not null.
    public boolean has(String field) {
        JsonNode node = object.get(field);
        return node != null && !node.isNull();
    }

    public String text(String field) {
        JsonNode node = required(field);
        return node == null ? "" : text(field, node);
    }

    public @Nullable String optionalText(String field) {
        JsonNode node = optional(field);
        return node == null ? null : text(field, node);
    }

    /// A number as it came: not finite where the text was not.
    public double number(String field) {
        JsonNode node = required(field);
        return node == null ? 0 : number(field, node);
    }

    public double optionalNumber(String field, double otherwise) {
        JsonNode node = optional(field);
        return node == null ? otherwise : number(field, node);
    }

    public int optionalInteger(String field, int otherwise, int min, int max) {
        JsonNode node = optional(field);
        return node == null ? otherwise : (int) integer(field, node, min, max);
    }

    public long integer(String field, long min, long max) {
        JsonNode node = required(field);
        return node == null ? min : integer(field, node, min, max);
    }

    public boolean optionalFlag(String field) {
        JsonNode node = optional(field);
        if (node != null && !node.isBoolean()) {
            wrong(field, node, "must be true or false");
        }
        return node != null && node.booleanValue();
    }

    public <E extends Enum<E>> E word(String field, Class<E> words) {
        JsonNode node = required(field);
        E[] all = words.getEnumConstants();
        return node == null ? all[0] : word(field, node, all);
    }

    public <E extends Enum<E>> E optionalWord(String field, Class<E> words, E otherwise) {
        JsonNode node = optional(field);
        return node == null ? otherwise : word(field, node, words.getEnumConstants());
    }

    public <E extends Enum<E>> Set<E> optionalWords(String field, Class<E> words) {
        Set<E> found = new LinkedHashSet<>();
        for (String text : optionalTexts(field)) {
            for (E candidate : words.getEnumConstants()) {
                if (candidate.name().equals(text)) {
                    found.add(candidate);
                }
            }
            if (found.stream().noneMatch(word -> word.name().equals(text))) {
                wrong(field, Shown.text(text), oneOf(words.getEnumConstants()));
            }
        }
        return found;
    }

    public List<String> optionalTexts(String field) {
        JsonNode node = optional(field);
        List<String> texts = new ArrayList<>();
        if (node == null) {
            return texts;
        }
        if (!node.isArray() || node.size() > 64) {
            wrong(field, node, "must be a list of at most 64 texts");
            return texts;
        }
        for (JsonNode element : node) {
            if (element.isTextual() && element.textValue().indexOf(NUL) < 0) {
                texts.add(element.textValue());
            } else {
                wrong(field, element, "must be a list of texts");
            }
        }
        return texts;
    }

    /// An object inside; an empty one if it is not there.
    public Input object(String field) {
        JsonNode node = required(field);
        return part(
                field, node == null ? JsonNodeFactory.instance.objectNode() : node, node == null);
    }

    public @Nullable Input optionalObject(String field) {
        JsonNode node = optional(field);
        return node == null ? null : part(field, node, false);
    }

    /// A list of objects.
    public List<Input> objects(String field, int max) {
        JsonNode node = required(field);
        List<Input> found = new ArrayList<>();
        if (node == null) {
            return found;
        }
        if (!node.isArray() || node.size() > max) {
            wrong(
                    field,
                    node.isArray() ? node.size() + " elements" : Shown.value(node),
                    "must be a list of at most " + max + " objects");
            return found;
        }
        for (int i = 0; i < node.size(); i++) {
            found.add(part(field + "/" + i, node.get(i), false));
        }
        return found;
    }

    /// A position from `lat` and `lng` of this object.
    public LatLng position() {
        JsonNode lat = required("lat");
        JsonNode lng = required("lng");
        int before = errors.size();
        double latDegrees = lat == null ? 0 : number("lat", lat);
        double lngDegrees = lng == null ? 0 : number("lng", lng);
        if (errors.size() > before) {
            return new LatLng(0, 0);
        }
        boolean swapped =
                Math.abs(latDegrees) > 90
                        && Math.abs(latDegrees) <= 180
                        && Math.abs(lngDegrees) <= 90;
        degrees("lat", latDegrees, 90, swapped ? " (are lat and lng swapped?)" : "");
        degrees("lng", lngDegrees, 180, "");
        return errors.size() > before ? new LatLng(0, 0) : new LatLng(latDegrees, lngDegrees);
    }

    public LatLng position(String field) {
        JsonNode node = required(field);
        return node == null ? new LatLng(0, 0) : part(field, node, false).position();
    }

    /// A moment in RFC 3339, epoch milliseconds.
    public long moment(String field) {
        JsonNode node = required(field);
        if (node == null) {
            return 0;
        }
        try {
            return Instant.parse(text(field, node)).toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException _) {
            wrong(field, node, "must be a time such as 2026-11-24T18:30:00Z");
            return 0;
        }
    }

    /// Makes a value from what was read; a refusal of its own becomes an error of this object.
    ///
    /// @return null if anything was wrong before or is now
    public <T> @Nullable T make(Supplier<T> maker) {
        if (!errors.isEmpty()) {
            return null;
        }
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /// Takes up what a rule refuses.
    public void check(Runnable rule) {
        try {
            rule.run();
        } catch (IllegalArgumentException e) {
            refuse(String.valueOf(e.getMessage()));
        }
    }

    /// Takes up a refusal of the form `field=value: rule`.
    public void refuse(String message) {
        int equals = message.indexOf('=');
        int colon = message.indexOf(": ", Math.max(0, equals));
        if (equals > 0 && colon > equals) {
            wrong(
                    message.substring(0, equals),
                    Shown.text(message.substring(equals + 1, colon)),
                    message.substring(colon + 2));
        } else {
            errors.add(new Problem.FieldError(pointer, "", message));
        }
    }

    public void wrong(String field, String value, String rule) {
        errors.add(new Problem.FieldError(pointer + "/" + field, value, rule));
    }

    /// Where this object stands in the whole, as a JSON pointer.
    public String pointer() {
        return pointer;
    }

    /// Everything wrong with this object and what is in it, once all of it has been read.
    public List<Problem.FieldError> errors() {
        parts.forEach(Input::noteUnknownFields);
        parts.clear();
        return List.copyOf(errors);
    }

    /// Ends the reading.
    ///
    /// @throws ProblemException if anything was wrong, or a field was there that nobody asked for
    public void finish() {
        List<Problem.FieldError> all = errors();
        if (!all.isEmpty()) {
            throw new ProblemException(Problem.invalid(all));
        }
    }

    /// Ends the reading of this object alone; what is in its parts is read on its own.
    ///
    /// @throws ProblemException as [#finish]
    public void finishOuter() {
        noteUnknownFields();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(List.copyOf(errors)));
        }
    }

    /// This part with errors of its own, so that others beside it may still count.
    public Input alone() {
        return new Input(object, pointer, new ArrayList<>(), new ArrayList<>());
    }

    private Input part(String field, JsonNode node, boolean missing) {
        Input part = new Input(node, pointer + "/" + field, errors, parts);
        if (!missing && !node.isObject()) {
            wrong(field, node, "must be an object");
        }
        return part;
    }

    private void noteUnknownFields() {
        Set<String> unknown = new HashSet<>();
        object.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(asked);
        for (String field : unknown.stream().sorted().toList()) {
            wrong(
                    Shown.text(field),
                    Shown.value(object.get(field)),
                    "is not a field here" + NearestWord.hint(field, asked));
        }
    }

    private @Nullable JsonNode required(String field) {
        JsonNode node = optional(field);
        if (node == null && object.isObject()) {
            wrong(field, "nothing", "must be given");
        }
        return node;
    }

    private @Nullable JsonNode optional(String field) {
        asked.add(field);
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    private String text(String field, JsonNode node) {
        if (!node.isTextual()) {
            wrong(field, node, "must be a text");
            return "";
        }
        String text = node.textValue();
        if (text.indexOf(NUL) >= 0) {
            wrong(field, node, "must not contain the character U+0000");
            return "";
        }
        return text;
    }

    private double number(String field, JsonNode node) {
        if (!node.isNumber()) {
            wrong(field, node, "must be a number, not " + Shown.kind(node));
            return 0;
        }
        return node.doubleValue();
    }

    private long integer(String field, JsonNode node, long min, long max) {
        boolean whole = node.isIntegralNumber() && node.canConvertToLong();
        if (!whole || node.longValue() < min || node.longValue() > max) {
            wrong(field, node, "must be a whole number from " + min + " to " + max);
            return min;
        }
        return node.longValue();
    }

    private <E extends Enum<E>> E word(String field, JsonNode node, E[] all) {
        for (E candidate : all) {
            if (candidate.name().equals(node.textValue())) {
                return candidate;
            }
        }
        wrong(field, node, oneOf(all));
        return all[0];
    }

    private void degrees(String field, double value, int limit, String hint) {
        if (!(value >= -limit && value <= limit)) {
            wrong(
                    field,
                    Double.toString(value),
                    "must be a number from -" + limit + " to " + limit + hint);
        }
    }

    private void wrong(String field, JsonNode value, String rule) {
        wrong(field, Shown.value(value), rule);
    }

    private static String oneOf(Object[] all) {
        return "must be one of "
                + String.join(", ", Arrays.stream(all).map(Object::toString).toList());
    }
}
