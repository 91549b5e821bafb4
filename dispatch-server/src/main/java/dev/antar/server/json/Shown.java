package dev.antar.server.json;

import com.fasterxml.jackson.databind.JsonNode;

/// How a stranger's value is shown to him again, in a sentence about what is wrong with it.
final class Shown {

    /// As much as shows which value is meant, characters.
    private static final int MOST = 80;

    private Shown() {}

    /// A value as it came, shortened.
    static String value(JsonNode node) {
        return text(node.isTextual() ? "\"" + node.textValue() + "\"" : node.toString());
    }

    /// A text without quotes, shortened.
    static String text(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }

    /// What the value is, where it should be something else.
    static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a text";
            case BOOLEAN -> "true or false";
            case ARRAY -> "a list";
            case OBJECT, POJO -> "an object";
            case NUMBER -> "a number";
            case BINARY, MISSING, NULL -> "nothing";
        };
    }
}
