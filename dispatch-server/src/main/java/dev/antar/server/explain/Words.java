package dev.antar.server.explain;

import dev.antar.core.job.UnmatchedReason;
import dev.antar.core.matching.CostTerm;
import dev.antar.core.matching.Exclusion;

/// Every reason code in words.
public final class Words {

    private Words() {}

    /// Why a job waits, in the middle of a sentence.
    ///
    /// @param reach longest way to a pickup, seconds
    /// @param needs what the job requires, in words; empty if nothing
    public static String of(Language in, UnmatchedReason reason, long reach, String needs) {
        String wanted = needs.isEmpty() ? in.choose("what it needs", "yang diperlukan") : needs;
        return switch (reason) {
            case NOT_YET_DUE ->
                    in.choose(
                            "it is promised for later, so the search has not begun",
                            "dijanjikan untuk nanti, jadi pencarian belum dimulai");
            case WAITING_FOR_ROUND ->
                    in.choose(
                            "the next round had not been held yet",
                            "putaran berikutnya belum berlangsung");
            case NO_DRIVER_IN_REACH ->
                    in.choose(
                            "no driver on duty was within " + reach + " s",
                            "tidak ada pengemudi bertugas dalam jarak " + reach + " detik");
            case DRIVERS_BUSY ->
                    in.choose(
                            "every driver within " + reach + " s held another job or an offer",
                            "semua pengemudi dalam jarak "
                                    + reach
                                    + " detik sedang memegang pesanan atau tawaran lain");
            case DRIVERS_NOT_AVAILABLE ->
                    in.choose(
                            "the free drivers within "
                                    + reach
                                    + " s had not been heard from lately, wanted no such offer or"
                                    + " were paused",
                            "pengemudi bebas dalam jarak "
                                    + reach
                                    + " detik lama tidak terdengar, tidak mau tawaran seperti ini,"
                                    + " atau sedang dijeda");
            case NO_DRIVER_WITH_REQUIREMENTS ->
                    in.choose(
                            "no free driver within " + reach + " s had " + wanted,
                            "tidak ada pengemudi bebas dalam jarak "
                                    + reach
                                    + " detik yang punya "
                                    + wanted);
            case PICKUP_OFF_ROAD ->
                    in.choose(
                            "no road is near the pickup", "tidak ada jalan di dekat titik jemput");
            case DROPOFF_OFF_ROAD ->
                    in.choose(
                            "no road is near the dropoff", "tidak ada jalan di dekat titik tujuan");
            case NO_WAY_TO_DROPOFF ->
                    in.choose(
                            "no road leads from the pickup to the dropoff",
                            "tidak ada jalan dari titik jemput ke titik tujuan");
            case NO_WAY_TO_PICKUP ->
                    in.choose(
                            "no road leads from the drivers near to the pickup in time",
                            "tidak ada jalan bagi pengemudi di dekatnya untuk sampai ke titik"
                                    + " jemput pada waktunya");
            case PROMISE_OUT_OF_REACH ->
                    in.choose(
                            "no driver near could have been at the dropoff by the promised moment",
                            "tidak ada pengemudi di dekatnya yang bisa sampai ke tujuan pada waktu"
                                    + " yang dijanjikan");
            case ALL_DECLINED ->
                    in.choose(
                            "every driver who could do it had declined it or let it pass",
                            "semua pengemudi yang bisa sudah menolak atau melewatkannya");
            case OUTBID ->
                    in.choose(
                            "the drivers who could do it served other jobs better",
                            "pengemudi yang bisa lebih berguna bagi pesanan lain");
        };
    }

    /// Why a driver was not considered, said of him.
    public static String of(Language in, Exclusion reason) {
        return switch (reason) {
            case STALE -> in.choose("not heard from lately", "lama tidak terdengar");
            case PAUSED -> in.choose("paused by a person", "dijeda oleh seseorang");
            case SILENT -> in.choose("wants no offers now", "sedang tidak mau tawaran");
            case GO_HOME -> in.choose("on the way home", "sedang menuju rumah");
            case DECLINED_BEFORE -> in.choose("had declined this job", "sudah menolak pesanan ini");
            case PASSED_OVER ->
                    in.choose("had just let its offer pass", "baru saja melewatkan tawarannya");
            case VEHICLE -> in.choose("another vehicle", "kendaraan lain");
            case SKILL ->
                    in.choose("lacks a skill it needs", "tidak punya keahlian yang diperlukan");
            case SEATS -> in.choose("too few seats", "kursi kurang");
            case CASH_LIMIT ->
                    in.choose("more cash than wanted", "uang tunai melebihi batas pengemudi");
            case BREAK -> in.choose("has a break", "sedang istirahat");
            case DISTANCE_LIMIT ->
                    in.choose("farther than wanted", "lebih jauh daripada batas pengemudi");
            case SHIFT_END -> in.choose("shift ends too soon", "giliran kerja keburu habis");
            case PROMISE ->
                    in.choose("too late for the promise", "terlambat untuk waktu yang dijanjikan");
            case OUT_OF_REACH -> in.choose("too far away", "terlalu jauh");
            case NO_WAY -> in.choose("no road leads there", "tidak ada jalan ke sana");
            case BUSY ->
                    in.choose("holds another job or offer", "memegang pesanan atau tawaran lain");
        };
    }

    /// Why he was not considered, said to the driver.
    public static String toDriver(Language in, Exclusion reason) {
        return switch (reason) {
            case STALE ->
                    in.choose(
                            "your last position was too old", "posisi terakhir Anda terlalu lama");
            case PAUSED ->
                    in.choose(
                            "a person had paused you; you were told who and why, and may object",
                            "seseorang telah menjeda Anda; Anda diberi tahu siapa dan mengapa, dan"
                                    + " boleh mengajukan keberatan");
            case SILENT ->
                    in.choose("you had asked for no offers", "Anda meminta tidak ada tawaran");
            case GO_HOME ->
                    in.choose(
                            "you were on your way home and the job ends no nearer to it",
                            "Anda sedang menuju rumah dan pesanan ini tidak berakhir lebih dekat");
            case DECLINED_BEFORE ->
                    in.choose(
                            "you had declined this job or given it up",
                            "Anda sudah menolak atau melepas pesanan ini");
            case PASSED_OVER ->
                    in.choose(
                            "you had let its offer pass a moment before, so others came first",
                            "Anda baru saja melewatkan tawarannya, jadi yang lain didahulukan");
            case VEHICLE ->
                    in.choose("it needs another vehicle", "pesanan ini memerlukan kendaraan lain");
            case SKILL ->
                    in.choose(
                            "it needs a skill that your profile lacks",
                            "pesanan ini memerlukan keahlian yang tidak ada di profil Anda");
            case SEATS ->
                    in.choose(
                            "it needs more seats than you have",
                            "pesanan ini memerlukan lebih banyak kursi");
            case CASH_LIMIT ->
                    in.choose(
                            "it involves more cash than your limit",
                            "uang tunainya melebihi batas Anda");
            case BREAK -> in.choose("you had a break", "Anda sedang istirahat");
            case DISTANCE_LIMIT ->
                    in.choose(
                            "the way to the pickup or the trip exceeds your limit",
                            "jarak jemput atau perjalanannya melebihi batas Anda");
            case SHIFT_END ->
                    in.choose(
                            "it would have ended after your shift",
                            "pesanan ini akan selesai setelah giliran kerja Anda");
            case PROMISE ->
                    in.choose(
                            "you could not have been at the dropoff by the promised moment",
                            "Anda tidak bisa sampai ke tujuan pada waktu yang dijanjikan");
            case OUT_OF_REACH ->
                    in.choose(
                            "you could not have been at the pickup in the longest time allowed",
                            "Anda tidak bisa sampai ke titik jemput dalam waktu terlama yang"
                                    + " diizinkan");
            case NO_WAY ->
                    in.choose(
                            "no road leads from where you were to the pickup in time",
                            "tidak ada jalan dari tempat Anda ke titik jemput pada waktunya");
            case BUSY ->
                    in.choose(
                            "you held another job or an offer",
                            "Anda memegang pesanan atau tawaran lain");
        };
    }

    /// What a part of a cost is.
    public static String of(Language in, CostTerm term) {
        return switch (term) {
            case APPROACH -> in.choose("time to the pickup", "waktu ke titik jemput");
            case FREE_IN ->
                    in.choose("time until the driver is free", "waktu sampai pengemudi bebas");
            case MARGIN ->
                    in.choose(
                            "margin in case he is free later",
                            "cadangan bila ia bebas lebih lambat");
            case SHARED ->
                    in.choose(
                            "what carrying it beside other jobs costs everybody",
                            "akibat bagi semua bila diangkut bersama pesanan lain");
            case REFUSAL ->
                    in.choose(
                            "delay by drivers who decline such offers",
                            "keterlambatan karena pengemudi menolak tawaran seperti ini");
            case INCOME ->
                    in.choose(
                            "higher pay per hour than others",
                            "bayaran per jam lebih tinggi daripada yang lain");
            case LINE -> in.choose("place in the line of waiting drivers", "urutan dalam antrean");
            case QUALITY ->
                    in.choose("how far positions can be relied on", "keandalan posisi pengemudi");
            case LONGEST ->
                    in.choose(
                            "leaving the job for a later round",
                            "menunda pesanan ke putaran berikutnya");
            case AGE -> in.choose("the time the job has waited", "lamanya pesanan sudah menunggu");
            case HYSTERESIS ->
                    in.choose(
                            "keeping the present driver", "mempertahankan pengemudi yang sekarang");
        };
    }

    /// A place in an order, 1 and up.
    static String ordinal(Language in, int place) {
        String[] english = {"first", "second", "third", "fourth", "fifth", "sixth", "seventh"};
        String[] indonesian = {
            "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh"
        };
        return place <= english.length
                ? in.choose(english[place - 1], indonesian[place - 1])
                : in.choose("number " + place, "ke-" + place);
    }
}
