package dev.antar.server.recording;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;

import dev.antar.core.engine.Command;
import dev.antar.core.engine.Event;
import dev.antar.core.engine.Result;
import dev.antar.core.fleet.Availability;
import dev.antar.core.fleet.DriverId;
import dev.antar.core.geo.Area;
import dev.antar.core.geo.LatLng;
import dev.antar.core.job.JobId;
import dev.antar.core.policy.Grounds;
import dev.antar.core.travel.Learning;
import dev.antar.core.travel.Reach;
import dev.antar.core.travel.StraightLine;
import dev.antar.core.travel.TravelTimes;
import dev.antar.core.zone.Zone;
import dev.antar.core.zone.Zones;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Commands, results, events and all that they consist of as JSON, field by field as the classes
/// are. A class that changes makes older recordings unreadable, which is why each names the engine
/// that wrote it. Numbers come back with the same bits. Any thread.
final class RecordingJson {

    private static final JsonMapper MAPPER = mapper();

    /// Which of several classes is meant stands in the field `is`.
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "is")
    private interface OneOfSeveral {}

    private RecordingJson() {}

    /// @param type whose fields, or those of which of its kinds, are written
    static byte[] bytes(Class<?> type, Object value) {
        try {
            return MAPPER.writerFor(type).writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "a " + type.getSimpleName() + " has no JSON form: " + e.getMessage(), e);
        }
    }

    /// The same as a tree, to be changed and written with [#bytesOf].
    static JsonNode tree(Class<?> type, Object value) {
        try {
            return MAPPER.readTree(bytes(type, value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytesOf(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same as text.
    static String text(Class<?> type, Object value) {
        return new String(bytes(type, value), StandardCharsets.UTF_8);
    }

    /// Reads what [#bytes] wrote.
    ///
    /// @throws Unreadable where the bytes are not of this version's classes
    static <T> T read(Class<T> type, byte[] json, int from, int length) throws Unreadable {
        try {
            return MAPPER.readerFor(type).readValue(json, from, length);
        } catch (IOException e) {
            throw new Unreadable(
                    "a "
                            + type.getSimpleName()
                            + " is not in the form of this version of Antar: "
                            + e.getMessage(),
                    e);
        }
    }

    private static JsonMapper mapper() {
        SimpleModule forms = new SimpleModule();
        text(forms, DriverId.class, DriverId::value, DriverId::new);
        text(forms, JobId.class, JobId::value, JobId::new);
        as(forms, Reach.class, Reach::toBytes, byte[].class, Reach::fromBytes);
        as(forms, Zones.class, Zones::all, Zone[].class, all -> new Zones(List.of(all)));
        as(forms, Area.class, Area::ring, LatLng[].class, ring -> Area.of(List.of(ring)));
        JsonMapper.Builder builder =
                JsonMapper.builder()
                        .visibility(PropertyAccessor.GETTER, Visibility.NONE)
                        .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
                        .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .addModule(forms)
                        .addMixIn(TravelTimes.class, OneOfSeveral.class);
        for (Class<?> sealed :
                List.of(
                        Command.class,
                        Event.class,
                        Result.class,
                        Availability.class,
                        Grounds.class)) {
            builder.addMixIn(sealed, OneOfSeveral.class);
            kindsOf(sealed).forEach(builder::registerSubtypes);
        }
        builder.registerSubtypes(StraightLine.class, Learning.class);
        return builder.build();
    }

    /// The records that a sealed interface permits, also by way of other interfaces.
    private static Stream<Class<?>> kindsOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordingJson::kindsOf)
                : Stream.of(type);
    }

    private interface Form<A, B> {

        B of(A value);
    }

    private static <T> void text(
            SimpleModule forms, Class<T> type, Form<T, String> to, Form<String, T> from) {
        as(forms, type, to, String.class, from);
    }

    private static <T, S> void as(
            SimpleModule forms, Class<T> type, Form<T, ?> to, Class<S> written, Form<S, T> from) {
        forms.addSerializer(
                type,
                new JsonSerializer<T>() {
                    @Override
                    public void serialize(T value, JsonGenerator out, SerializerProvider context)
                            throws IOException {
                        context.defaultSerializeValue(to.of(value), out);
                    }
                });
        forms.addDeserializer(
                type,
                new JsonDeserializer<T>() {
                    @Override
                    public T deserialize(JsonParser in, DeserializationContext context)
                            throws IOException {
                        return from.of(context.readValue(in, written));
                    }
                });
    }
}
