package dev.antar.server.care;

import java.util.List;

/// Takes what was said by and of a person out of drivers' cases. A case and its outcome stay.
final class ErasedCases {

    /// Cases are append-only for everybody who does not say this first.
    static final String BEGIN = "set local antar.erasing = 'on'";

    /// In cases of others stands his name, and sentences with it.
    private static final String ELSEWHERE =
            "update review_case set evidence = (replace(evidence::text, ?, ?)::jsonb #-"
                + " '{record,text}') #- '{record,sentences}' where strpos(evidence::text, ?) > 0";

    /// A statement and its values.
    record Change(String update, List<String> values) {}

    private ErasedCases() {}

    /// To be done once the other name stands in the column.
    ///
    /// @param column that has the name: `driver` or `job`
    /// @param instead the other name
    static List<Change> of(String column, String id, String instead) {
        return List.of(
                new Change(
                        "update review_entry set words = 'erased' where words is not null and"
                                + " review_case in (select id from review_case where "
                                + column
                                + " = ?)",
                        List.of(instead)),
                new Change(
                        "update review_case set words = 'erased', evidence = '{}' where "
                                + column
                                + " = ?",
                        List.of(instead)),
                new Change(ELSEWHERE, List.of(quoted(id), quoted(instead), quoted(id))));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }
}
