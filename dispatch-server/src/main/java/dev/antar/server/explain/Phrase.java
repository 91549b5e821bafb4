package dev.antar.server.explain;

import java.util.Map;

/// A sentence that an explanation may hold, with places for values: `{name}`. The name is its code
/// in JSON.
public enum Phrase {
    REQUESTED("It was requested at {at}.", "Diminta pada pukul {at}."),
    WAITED(
            "From {from} to {to} it waited {seconds} s: {reason}.",
            "Dari pukul {from} sampai {to} menunggu {seconds} detik: {reason}."),
    WAITS(
            "Since {from} it has been waiting: {reason}.",
            "Sejak pukul {from} masih menunggu: {reason}."),
    OFFERED(
            "At {at} it was offered to driver {driver}, {pickup} s from the pickup.",
            "Pada pukul {at} ditawarkan kepada pengemudi {driver}, {pickup} detik dari titik"
                    + " jemput."),
    SWAP_OFFERED(
            "At {at} driver {driver}, {pickup} s from the pickup, was asked to take it over from"
                    + " {holder}.",
            "Pada pukul {at} pengemudi {driver}, {pickup} detik dari titik jemput, diminta"
                    + " menggantikan {holder}."),
    CAME_FIRST(
            "Of {count} who could do it he came first; the next, {driver}, was {margin} s behind.",
            "Dari {count} pengemudi yang bisa, dialah yang pertama; berikutnya, {driver},"
                    + " tertinggal {margin} detik."),
    ACCEPTED_SO_OFTEN(
            "By the answers so far, drivers accept {share} % of such offers.",
            "Menurut jawaban sejauh ini, pengemudi menerima {share} % tawaran seperti ini."),
    ONLY_ONE(
            "Nobody else near could be offered it.",
            "Tidak ada pengemudi lain di dekatnya yang bisa ditawari."),
    BETTER_TOGETHER(
            "Driver {driver} would have been {margin} s ahead of him, but all jobs that waited are"
                    + " served sooner together this way.",
            "Pengemudi {driver} sebenarnya unggul {margin} detik, tetapi dengan cara ini semua"
                    + " pesanan yang menunggu terlayani lebih cepat."),
    IN_LINE(
            "It was given along the line of waiting drivers; he stood first of those who could do"
                    + " it.",
            "Pesanan diberikan menurut antrean pengemudi; dialah yang terdepan di antara yang bisa"
                    + " mengerjakannya."),
    RUNNER_UP_NEARER(
            "Had {driver} been {seconds} s nearer, it would have been his.",
            "Seandainya {driver} {seconds} detik lebih dekat, pesanan itu menjadi miliknya."),
    NOT_CONSIDERED("Near but not considered: {list}.", "Dekat tetapi tidak diikutkan: {list}."),
    ACCEPTED("Driver {driver} accepted at {at}.", "Pengemudi {driver} menerima pada pukul {at}."),
    DECLINED("Driver {driver} declined at {at}.", "Pengemudi {driver} menolak pada pukul {at}."),
    NO_ANSWER(
            "Driver {driver} had not answered by {at}.",
            "Pengemudi {driver} tidak menjawab sampai pukul {at}."),
    WITHDRAWN(
            "The offer to {driver} was withdrawn at {at}.",
            "Tawaran kepada {driver} ditarik pada pukul {at}."),
    RELEASED(
            "Driver {driver} gave the job up at {at}.",
            "Pengemudi {driver} melepas pesanan pada pukul {at}."),
    PASSED_ON(
            "At {at} {driver} took it over from {holder}.",
            "Pada pukul {at} {driver} mengambil alih dari {holder}."),
    TALLY(
            "In all it was offered {offers} times: {declined} declined, {unanswered} did not"
                    + " answer.",
            "Seluruhnya ditawarkan {offers} kali: {declined} menolak, {unanswered} tidak"
                    + " menjawab."),
    COMPLETED("It was completed at {at}.", "Selesai pada pukul {at}."),
    CANCELLED("It was cancelled at {at}.", "Dibatalkan pada pukul {at}."),
    UNFULFILLED("At {at} it was given up: {reason}.", "Pada pukul {at} dihentikan: {reason}."),
    NO_RECORD(
            "How its offers were decided is not recorded, or no longer.",
            "Cara penawarannya diputuskan tidak atau sudah tidak tercatat."),

    YOU_WERE_OFFERED(
            "At {at} it was offered to you: you needed {pickup} s to the pickup.",
            "Pada pukul {at} ditawarkan kepada Anda: Anda {pickup} detik dari titik jemput."),
    YOU_WERE_FARTHER(
            "At {at} you were {rank} of {count}: {gap} s farther from the pickup than the driver"
                    + " who was asked.",
            "Pada pukul {at} Anda urutan {rank} dari {count}: {gap} detik lebih jauh dari titik"
                    + " jemput daripada pengemudi yang ditawari."),
    YOU_WERE_LIKELIER_TO_DECLINE(
            "Offers so far from the pickup are declined more often, by whomever; that counted"
                    + " {seconds} s against you.",
            "Tawaran sejauh itu dari titik jemput lebih sering ditolak, oleh siapa pun; itu"
                    + " dihitung {seconds} detik."),
    YOU_COST_MORE(
            "At {at} you were {rank} of {count}: {gap} s behind the driver who was asked. Beside"
                    + " the way this counted: {extras}.",
            "Pada pukul {at} Anda urutan {rank} dari {count}: tertinggal {gap} detik dari pengemudi"
                    + " yang ditawari. Selain jarak, ini ikut dihitung: {extras}."),
    YOU_WERE_IN_LINE(
            "At {at} you stood behind the driver who was asked: in line you were {rank} of"
                    + " {count}.",
            "Pada pukul {at} Anda di belakang pengemudi yang ditawari: dalam antrean Anda urutan"
                    + " {rank} dari {count}."),
    YOU_WERE_AHEAD(
            "At {at} you were {gap} s ahead of the driver who was asked, but all jobs that waited"
                    + " are served sooner together this way.",
            "Pada pukul {at} Anda unggul {gap} detik atas pengemudi yang ditawari, tetapi"
                    + " dengan cara ini semua pesanan yang menunggu terlayani lebih cepat."),
    YOU_GOT_ANOTHER(
            "You were offered another job at the same moment.",
            "Pada saat yang sama Anda ditawari pesanan lain."),
    YOU_NEARER(
            "Had you been {seconds} s nearer, it would have been yours.",
            "Seandainya Anda {seconds} detik lebih dekat, pesanan itu menjadi milik Anda."),
    YOU_NEARER_UNKNOWN(
            "How much nearer you would have had to be cannot be said for certain.",
            "Berapa lebih dekat Anda seharusnya tidak dapat dipastikan."),
    YOU_NOT_CONSIDERED(
            "At {at} you were not considered: {reasons}.",
            "Pada pukul {at} Anda tidak diikutkan: {reasons}."),
    YOU_OTHERWISE_YES(
            "Otherwise it would have been yours.", "Tanpa itu, pesanan ini menjadi milik Anda."),
    YOU_OTHERWISE_NO(
            "Without that, too, another driver would have been asked.",
            "Tanpa itu pun, pengemudi lain yang akan ditawari."),
    YOU_COULD_HAVE(
            "At {at} nobody was asked; you could have done it, but served others better: {reason}.",
            "Pada pukul {at} tidak ada yang ditawari; Anda bisa mengerjakannya, tetapi lebih"
                    + " berguna bagi pesanan lain: {reason}."),

    HOUR_ON_DUTY(
            "From {from} to {to} you were on duty for {online} min: {free} min free, {asked} min"
                    + " with an offer to answer, {busy} min with a job or on the way to one.",
            "Dari pukul {from} sampai {to} Anda bertugas {online} menit: {free} menit bebas,"
                    + " {asked} menit dengan tawaran yang belum dijawab, {busy} menit dengan"
                    + " pesanan atau menuju ke sana."),
    HOUR_OFF_DUTY(
            "From {from} to {to} you were not on duty, so nothing could be offered to you.",
            "Dari pukul {from} sampai {to} Anda tidak bertugas, jadi tidak ada yang bisa ditawarkan"
                    + " kepada Anda."),
    HOUR_OFFERS(
            "Offers that you received: {received}. You accepted {accepted}, declined {declined} and"
                    + " left {expired} without an answer.",
            "Tawaran yang Anda terima: {received}. Anda menyetujui {accepted}, menolak {declined},"
                    + " dan tidak menjawab {expired}."),
    HOUR_NOTHING_NEAR(
            "As far as is recorded no job came up for which you were among the nearest drivers.",
            "Sejauh yang tercatat tidak ada pesanan yang menempatkan Anda di antara pengemudi"
                    + " terdekat."),
    HOUR_JOBS(
            "Jobs that came up with you among the nearest drivers: {jobs}. Offered to you: {yours};"
                    + " possible for you, but others or nobody were asked: {possible}; not"
                    + " considered for: {barred}.",
            "Pesanan yang menempatkan Anda di antara pengemudi terdekat: {jobs}. Ditawarkan kepada"
                    + " Anda: {yours}; bisa Anda kerjakan, tetapi yang lain atau tidak ada yang"
                    + " ditawari: {possible}; Anda tidak diikutkan: {barred}."),
    HOUR_PLACE(
            "Times that another driver was asked although you could have been: {decisions}."
                    + " Typically (in the median) your place was {rank} of {count}.",
            "Berapa kali pengemudi lain ditawari padahal Anda juga bisa: {decisions}. Urutan Anda"
                    + " yang khas (median): {rank} dari {count}."),
    HOUR_BEHIND(
            "Where you came after the driver who was asked, you were typically {seconds} s behind."
                    + " What set you back most: {list}.",
            "Bila Anda berada setelah pengemudi yang ditawari, Anda biasanya tertinggal {seconds}"
                    + " detik. Yang paling memberatkan: {list}."),
    HOUR_AHEAD(
            "Times that you were ahead of the driver who was asked, but all jobs that waited are"
                    + " served sooner together this way: {count}.",
            "Berapa kali Anda unggul atas pengemudi yang ditawari, tetapi dengan cara ini semua"
                    + " pesanan yang menunggu terlayani lebih cepat: {count}."),
    HOUR_LINE(
            "Times that the line of waiting drivers decided and you stood behind the one who was"
                    + " asked: {count}.",
            "Berapa kali antrean pengemudi yang menentukan dan Anda di belakang yang ditawari:"
                    + " {count}."),
    HOUR_CLOSEST(
            "You came closest at {at}: had you been {seconds} s nearer, that job would have been"
                    + " yours.",
            "Anda paling hampir mendapatkannya pada pukul {at}: seandainya Anda {seconds} detik"
                    + " lebih dekat, pesanan itu menjadi milik Anda."),
    HOUR_BARRED("Why you were not considered: {list}.", "Mengapa Anda tidak diikutkan: {list}."),
    HOUR_OTHERWISE(
            "Of these, jobs that would certainly have been yours without that reason: {list}.",
            "Di antaranya, pesanan yang pasti menjadi milik Anda tanpa alasan itu: {list}."),
    HOUR_COMPARED(
            "Compared with {drivers} other drivers who were near the same pickups and on duty for"
                    + " at least half of that time: at least half of them had {median} or more"
                    + " offers per hour on duty; you had {own}.",
            "Dibandingkan dengan {drivers} pengemudi lain yang berada di dekat titik jemput yang"
                    + " sama dan bertugas setidaknya separuh waktu itu: setidaknya separuh dari"
                    + " mereka mendapat {median} tawaran atau lebih per jam bertugas; Anda"
                    + " mendapat {own}."),
    HOUR_COMPARED_NONE(
            "Compared with {drivers} other drivers who were near the same pickups and on duty for"
                    + " at least half of that time: at least half of them had no offer; you had"
                    + " {own} per hour on duty.",
            "Dibandingkan dengan {drivers} pengemudi lain yang berada di dekat titik jemput yang"
                    + " sama dan bertugas setidaknya separuh waktu itu: setidaknya separuh dari"
                    + " mereka tidak mendapat tawaran; Anda mendapat {own} per jam bertugas."),
    HOUR_NOT_COMPARED(
            "Fewer than {least} other drivers were near the same pickups for long enough, so you"
                    + " are not compared with them.",
            "Kurang dari {least} pengemudi lain cukup lama berada di dekat titik jemput yang sama,"
                    + " jadi Anda tidak dibandingkan dengan mereka."),
    HOUR_CUT(
            "So many decisions name you that only the earliest are told of.",
            "Begitu banyak keputusan menyebut Anda sehingga hanya yang paling awal yang"
                    + " diceritakan."),
    HOUR_KEPT(
            "Decisions are on record since {since}; those before are not told of.",
            "Keputusan tercatat sejak {since}; yang sebelumnya tidak diceritakan."),
    HOUR_NOTHING_KEPT(
            "No decision is on record, so only your time and your offers can be told.",
            "Tidak ada keputusan yang tercatat, jadi hanya waktu dan tawaran Anda yang dapat"
                    + " diceritakan.");

    private final String english;
    private final String indonesian;

    Phrase(String english, String indonesian) {
        this.english = english;
        this.indonesian = indonesian;
    }

    /// The sentence, its places filled; a place without a value stays as it is.
    public String in(Language language, Map<String, String> values) {
        String text = template(language);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    String template(Language language) {
        return language.choose(english, indonesian);
    }
}
