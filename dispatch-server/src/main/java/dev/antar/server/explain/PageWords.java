package dev.antar.server.explain;

/// What is said of policies in general, on their page.
public enum PageWords {
    MINIMUM_COST(
            "Jobs that wait are matched with drivers so that all customers together wait as little"
                    + " as possible. Each driver has a cost for each job, in seconds of the"
                    + " customer's waiting; the round with the least sum is carried out.",
            "Pesanan yang menunggu dipasangkan dengan pengemudi sehingga semua pelanggan bersama"
                    + " menunggu sesingkat mungkin. Setiap pengemudi punya biaya untuk setiap"
                    + " pesanan, dalam detik waktu tunggu pelanggan; putaran dengan jumlah terkecil"
                    + " yang dijalankan."),
    NEAREST_FIRST(
            "Each job that waits, the oldest first, is offered to the driver who costs least of"
                    + " those whom no older job took. Costs are seconds of the customer's waiting.",
            "Setiap pesanan yang menunggu, dari yang paling lama, ditawarkan kepada pengemudi"
                    + " dengan biaya terkecil di antara yang tidak diambil pesanan lebih lama."
                    + " Biaya dihitung dalam detik waktu tunggu pelanggan."),
    NOTHING_MEASURED(
            "No decision of this policy is on record for the last week, so nothing is measured"
                    + " yet.",
            "Belum ada keputusan kebijakan ini yang tercatat dalam seminggu terakhir, jadi belum"
                    + " ada yang diukur."),
    MEASURED(
            "From a sample of last week's recorded decisions under this policy. Each part of the"
                    + " cost is taken out of one decision at a time, everything else as it was: how"
                    + " often would another driver have come first, or as good a one? These are the"
                    + " least shares that are certain, since only the eight cheapest drivers are on"
                    + " record.",
            "Dari sampel keputusan seminggu terakhir yang tercatat menurut kebijakan ini. Setiap"
                    + " bagian biaya dikeluarkan dari satu keputusan, selebihnya tetap: seberapa"
                    + " sering pengemudi lain akan menjadi yang pertama, atau sama baiknya? Ini"
                    + " bagian terkecil yang pasti, karena hanya delapan pengemudi termurah yang"
                    + " tercatat."),
    TITLE("How jobs are given to drivers", "Bagaimana pesanan dibagikan kepada pengemudi"),
    COUNTS("What counts, and how much", "Apa yang dihitung, dan seberapa besar"),
    COUNTS_MORE(
            "The bar shows in how many of the decisions it made the difference.",
            "Batang menunjukkan berapa banyak keputusan yang ditentukan olehnya."),
    DECIDES("decides", "menentukan"),
    UP_TO("up to", "sampai"),
    OF_COST("of the cost", "dari biaya"),
    NEVER_COUNTS("Counted as well, but decided nothing", "Juga dihitung, tetapi tidak menentukan"),
    ALL_COUNT("These count", "Yang dihitung"),
    ALL_RULES("The rules", "Aturannya"),
    NOT_MET(
            "Rules that kept nobody away in these decisions",
            "Aturan yang tidak menyingkirkan siapa pun dalam keputusan ini"),
    RULES("Who near was not considered, and why", "Siapa yang dekat tetapi tidak diikutkan"),
    RULE("Reason", "Alasan"),
    MET("Met in", "Terjadi dalam"),
    TURNED("Another would have got the job", "Pesanan jatuh ke yang lain"),
    SETTINGS("Every setting", "Semua pengaturan"),
    SETTING("Setting", "Pengaturan"),
    VALUE("Value", "Nilai"),
    WEIGHED("Last week", "Minggu lalu"),
    HISTORY("Who changed the policy, and why", "Siapa yang mengubah kebijakan, dan mengapa"),
    NEVER_CHANGED(
            "Nobody has changed it since the server was first started.",
            "Belum ada yang mengubahnya sejak server pertama kali dijalankan."),
    HOW("How this is measured", "Cara mengukurnya"),
    DECISIONS("decisions", "keputusan"),
    VERSION("version", "versi"),
    REGION("Region", "Wilayah"),
    IN_FORCE_SINCE("In force since", "Berlaku sejak"),
    FROM_BEGINNING("the server was started", "server dijalankan"),
    BY("by", "oleh"),
    WITH_REPORT("on a comparison report", "berdasarkan laporan perbandingan"),
    WITHOUT_REPORT("without a comparison report", "tanpa laporan perbandingan"),
    ASK_DRIVER("A driver may ask about his own hour", "Pengemudi dapat bertanya tentang jamnya"),
    HOUR_TITLE("Why did I have so few offers?", "Mengapa tawaran saya sedikit?"),
    HOUR_LEAD(
            "Ask about any time from 15 minutes to 6 hours. No other driver is named.",
            "Tanyakan waktu apa pun dari 15 menit sampai 6 jam. Pengemudi lain tidak disebut."),
    UNKNOWN_HERE("Nothing to explain is known here.", "Tidak ada yang diketahui di sini."),
    ERASED("This driver was erased.", "Pengemudi ini sudah dihapus."),
    TOO_OLD(
            "Decisions of that time are no longer kept.",
            "Keputusan waktu itu tidak lagi disimpan."),
    NOT_ASKED_RIGHT(
            "Please give a driver, a day, and a time from 15 minutes to 6 hours that has begun.",
            "Isilah pengemudi, tanggal, dan waktu dari 15 menit sampai 6 jam yang sudah mulai."),
    ZONE("Time zone", "Zona waktu"),
    DRIVER("Driver", "Pengemudi"),
    DAY("Day", "Tanggal"),
    FROM("From", "Dari"),
    TO("To", "Sampai"),
    ASK("Ask", "Tanya"),
    TIME("Your time", "Waktu Anda"),
    FREE("free", "bebas"),
    ANSWERING("with an offer to answer", "dengan tawaran yang belum dijawab"),
    ON_THE_WAY("on the way to a pickup", "menuju titik jemput"),
    AT_WORK("with a job", "dengan pesanan"),
    MINUTES("min", "menit"),
    JOBS("The jobs near you", "Pesanan di dekat Anda"),
    OFFERED("offered to you", "ditawarkan kepada Anda"),
    POSSIBLE(
            "possible for you, but others or nobody were asked",
            "bisa Anda kerjakan, tetapi yang lain atau tidak ada yang ditawari"),
    NOT_CONSIDERED("you were not considered", "Anda tidak diikutkan"),
    OFFERS("Offers per hour on duty", "Tawaran per jam bertugas"),
    YOU("you", "Anda"),
    OTHERS("median of the drivers near", "median pengemudi di dekatnya"),
    POLICY_LINK("How jobs are given to drivers", "Bagaimana pesanan dibagikan"),
    OTHER_LANGUAGE("Bahasa Indonesia", "English");

    private final String english;
    private final String indonesian;

    PageWords(String english, String indonesian) {
        this.english = english;
        this.indonesian = indonesian;
    }

    public String in(Language language) {
        return language.choose(english, indonesian);
    }
}
