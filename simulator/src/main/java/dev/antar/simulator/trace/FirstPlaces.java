package dev.antar.simulator.trace;

import java.util.ArrayList;
import java.util.List;

/// Where FleetPy's cars begin: at stops drawn evenly by numpy's generator with seed 0, of whose
/// numbers every second one goes to something else. The published results are of those places.
final class FirstPlaces {

    // The Mersenne Twister of Matsumoto and Nishimura, 1998, and what numpy makes of its words.
    private static final int SIZE = 624;
    private static final int MIDDLE = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    private FirstPlaces(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            state[i] = 1_812_433_253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
        }
    }

    static List<Integer> of(List<Integer> stops, int cars) {
        FirstPlaces random = new FirstPlaces(0);
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < cars; i++) {
            double drawn = random.share();
            random.share();
            int at = (int) Math.ceil(drawn * stops.size()) - 1;
            places.add(stops.get(Math.clamp(at, 0, stops.size() - 1)));
        }
        return places;
    }

    /// From 0 to 1, with 53 bits.
    private double share() {
        int high = word() >>> 5;
        int low = word() >>> 6;
        return (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0;
    }

    private int word() {
        if (next == SIZE) {
            twist();
        }
        int word = state[next++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c5680;
        word ^= (word << 15) & 0xefc60000;
        return word ^ (word >>> 18);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int mixed = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
            state[i] =
                    state[(i + MIDDLE) % SIZE]
                            ^ (mixed >>> 1)
                            ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
