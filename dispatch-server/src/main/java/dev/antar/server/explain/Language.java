package dev.antar.server.explain;

import org.jspecify.annotations.Nullable;

/// A language that explanations speak.
public enum Language {
    EN,
    ID;

    /// The language with this word, `en` or `id`; English where none is given, null for any other.
    public static @Nullable Language of(@Nullable String word) {
        if (word == null || word.equals("en")) {
            return EN;
        }
        return word.equals("id") ? ID : null;
    }

    /// The word for it.
    public String word() {
        return this == EN ? "en" : "id";
    }

    /// This language's text of a pair.
    String choose(String english, String indonesian) {
        return this == EN ? english : indonesian;
    }
}
