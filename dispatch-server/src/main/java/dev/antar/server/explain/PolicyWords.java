package dev.antar.server.explain;

import dev.antar.core.policy.PolicyParameter;

/// Every parameter of a policy in words. English is what the parameter's own table says.
public final class PolicyWords {

    private PolicyWords() {}

    /// What it is, with its unit.
    public static String meaning(Language in, PolicyParameter parameter) {
        return in.choose(parameter.meaning(), indonesianMeaning(parameter));
    }

    /// Which way to turn it.
    public static String direction(Language in, PolicyParameter parameter) {
        return in.choose(parameter.direction(), indonesianDirection(parameter));
    }

    private static String indonesianMeaning(PolicyParameter parameter) {
        return switch (parameter) {
            case ROUND_MS -> "jarak waktu antarputaran, milidetik";
            case OFFER_MS -> "lama waktu pengemudi untuk menjawab tawaran, milidetik";
            case PASS_OVER_MS ->
                    "berapa lama pengemudi yang membiarkan tawaran habis didahului yang lain untuk"
                            + " pesanan itu, milidetik";
            case MAX_WAIT_MS ->
                    "berapa lama pesanan boleh menunggu pengemudi sebelum dihentikan, milidetik";
            case LEAD_MS ->
                    "berapa lama sebelum waktu yang dijanjikan pencarian untuk pesanan terjadwal"
                            + " dimulai, milidetik";
            case MAX_PICKUP_MS ->
                    "perjalanan terlama ke titik jemput yang pernah ditawarkan, milidetik";
            case AGE_PERCENT ->
                    "berapa tambahan biaya menunda pesanan untuk tiap detik pesanan sudah menunggu,"
                            + " persen";
            case SUSPECT_MS -> "tambahan biaya pengemudi yang posisinya meragukan, milidetik";
            case FAIR_INCOME_MS ->
                    "tambahan biaya pengemudi yang dibayar paling banyak per jam bertugas, tidak"
                            + " pernah lebih; inilah yang paling banyak dapat ditanggung satu"
                            + " pelanggan demi pendapatan yang adil, milidetik";
            case FAIR_INCOME_BUDGET_PERCENT ->
                    "sampai berapa bagian waktu tunggu pelanggan harga pendapatan adil dibatasi"
                            + " dengan mengurangi bobotnya, 0 untuk bobot penuh, persen";
            case REFUSAL_PERCENT ->
                    "berapa bagian dihitung dari waktu yang diperkirakan hilang bagi pesanan karena"
                            + " pengemudi yang tidak menerima, 0 untuk tidak sama sekali, persen";
            case PROMPT_MS ->
                    "pesanan yang pengemudi terdekatnya paling jauh sekian dan tidak diperlukan"
                            + " pesanan lain ditawarkan seketika, milidetik";
            case SWAPS ->
                    "apakah pesanan boleh pindah ke pengemudi yang lebih baik setelah diterima, 1"
                            + " atau 0";
            case SWAP_MS ->
                    "berapa lebih awal pengemudi yang lebih baik harus tiba di titik jemput,"
                            + " milidetik";
            case SWAP_PERCENT ->
                    "sama, sebagai bagian dari sisa waktu pengemudi yang sekarang, persen; yang"
                            + " lebih besar berlaku";
            case NEAR_MS ->
                    "pengemudi sedekat ini dengan titik jemput tetap memegang pesanan, milidetik";
            case BACK_TO_BACK_MS ->
                    "pengemudi yang akan bebas dalam waktu ini ditawari pesanan di dekat titik"
                            + " tujuannya, 0 untuk tidak pernah, milidetik";
            case BACK_TO_BACK_MARGIN_MS ->
                    "berapa lebih mahal pengemudi seperti itu daripada yang bebas dan sama dekat,"
                            + " milidetik";
            case SHARED_DELAY_MS ->
                    "berapa lebih lambat dari janji pesanan yang boleh digabung dijemput demi"
                            + " pesanan lain, milidetik";
            case SHARED_DETOUR_PERCENT ->
                    "berapa lebih lama daripada sendiri perjalanan pesanan yang boleh digabung, 0"
                            + " untuk tidak pernah digabung, persen";
        };
    }

    private static String indonesianDirection(PolicyParameter parameter) {
        return switch (parameter) {
            case ROUND_MS ->
                    "lebih lama melihat lebih banyak pilihan, lebih singkat menjawab lebih cepat";
            case OFFER_MS ->
                    "lebih lama kehilangan lebih sedikit jawaban, lebih singkat lebih cepat"
                            + " berlanjut";
            case PASS_OVER_MS -> "lebih lama mencoba lebih banyak yang lain dahulu";
            case MAX_WAIT_MS -> "lebih lama melayani lebih banyak pesanan, tetapi terlambat";
            case LEAD_MS ->
                    "lebih lama menepati lebih banyak janji dan menahan pengemudi lebih awal";
            case MAX_PICKUP_MS ->
                    "lebih lama melayani lebih banyak pesanan dengan perjalanan kosong lebih"
                            + " panjang";
            case AGE_PERCENT -> "lebih tinggi mendahulukan pesanan lama, lebih rendah yang dekat";
            case SUSPECT_MS -> "lebih tinggi memilih yang lain walau lebih jauh";
            case FAIR_INCOME_MS, FAIR_INCOME_BUDGET_PERCENT ->
                    "lebih tinggi meratakan bayaran dan membuat pelanggan menunggu lebih lama";
            case REFUSAL_PERCENT ->
                    "lebih tinggi memilih pengemudi yang biasanya menerima tawaran seperti itu";
            case PROMPT_MS ->
                    "lebih tinggi menjawab lebih banyak pesanan seketika, lebih rendah membiarkan"
                            + " yang jauh menunggu pengemudi lebih dekat";
            case SWAPS -> "0 mempertahankan setiap penerimaan";
            case SWAP_MS, SWAP_PERCENT, NEAR_MS -> "lebih tinggi lebih jarang pindah";
            case BACK_TO_BACK_MS ->
                    "lebih tinggi menawari lebih banyak pengemudi, tetapi perkiraan kapan mereka"
                            + " bebas lebih buruk";
            case BACK_TO_BACK_MARGIN_MS -> "lebih tinggi lebih jarang menawari mereka";
            case SHARED_DELAY_MS ->
                    "lebih tinggi menggabung lebih banyak dan membuat pelanggan menunggu lebih"
                            + " lama";
            case SHARED_DETOUR_PERCENT ->
                    "lebih tinggi menggabung lebih banyak dan membuat perjalanan lebih lama";
        };
    }
}
