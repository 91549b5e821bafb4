package dev.antar.server.explain;

/// What is measured of a parameter's weight, with its meaning in words.
public enum Measure {
    /// Decisions that hang on a part of the cost.
    DECISIVE(
            "of decisions would have gone otherwise, or been a draw, without it",
            "keputusan akan berbeda, atau seri, tanpanya"),
    /// Decisions in which a rule was against somebody near.
    KEPT_AWAY(
            "of decisions: it kept a driver near from being considered",
            "keputusan: membuat pengemudi di dekatnya tidak diikutkan"),
    /// Decisions that a rule turned for certain.
    BARRED(
            "of decisions would for certain have gone to another driver without it",
            "keputusan pasti jatuh ke pengemudi lain tanpanya"),
    IN_ROUNDS("of offers were decided in rounds", "tawaran diputuskan dalam putaran"),
    AT_ONCE("of offers were made at once, between rounds", "tawaran dibuat seketika"),
    UNANSWERED("of offers ran out without an answer", "tawaran habis waktunya tanpa jawaban"),
    TAKEN_OVER(
            "of offers asked a better driver to take over a job",
            "tawaran meminta pengemudi yang lebih baik mengambil alih pesanan"),
    STILL_BUSY(
            "of offers went to a driver who was finishing another job",
            "tawaran diberikan kepada pengemudi yang sedang menyelesaikan pesanan lain"),
    CARRIED_TOGETHER(
            "of offers went to a driver who carries the job beside others",
            "tawaran diberikan kepada pengemudi yang mengangkutnya bersama pesanan lain"),
    /// Nothing: it does not choose between drivers.
    NONE("not measured: it says when, not who", "tidak diukur: menentukan kapan, bukan siapa");

    private final String english;
    private final String indonesian;

    Measure(String english, String indonesian) {
        this.english = english;
        this.indonesian = indonesian;
    }

    /// Follows a share.
    String in(Language language) {
        return language.choose(english, indonesian);
    }
}
