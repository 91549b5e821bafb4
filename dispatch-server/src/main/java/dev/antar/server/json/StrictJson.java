package dev.antar.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Parses a stranger's text: bounded in depth and length, and no field twice.
final class StrictJson {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_TEXT = 16_384;
    private static final int MAX_DIGITS = 100;

    /// NaN and the infinities are let in, to be refused by name and rule like any other number.
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    // Strangers make names up, and what is interned stays.
                                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(MAX_DEPTH)
                                                    .maxStringLength(MAX_TEXT)
                                                    .maxNumberLength(MAX_DIGITS)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private StrictJson() {}

    /// The one JSON object that the bytes are.
    ///
    /// @throws ProblemException if they are none
    static JsonNode object(byte[] utf8) {
        JsonNode node;
        try {
            node = MAPPER.readTree(utf8);
        } catch (JsonProcessingException e) {
            throw notJson(e.getOriginalMessage(), e.getLocation());
        } catch (IOException e) {
            throw notJson(String.valueOf(e.getMessage()), null);
        }
        if (node == null || !node.isObject()) {
            throw new ProblemException(
                    Problem.invalid(
                            "", node == null ? "" : Shown.value(node), "must be a JSON object"));
        }
        return node;
    }

    private static ProblemException notJson(String why, @Nullable JsonLocation at) {
        String where =
                at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return new ProblemException(Problem.malformed("Not JSON: " + Shown.text(why) + where));
    }
}
