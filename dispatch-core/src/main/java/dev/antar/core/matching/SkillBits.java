package dev.antar.core.matching;

import java.util.Collection;
import java.util.List;

/// The region's vocabulary of skills, a bit each.
///
/// @param names at most 63, in an order that is part of the configuration
public record SkillBits(List<String> names) {

    public SkillBits {
        names = List.copyOf(names);
        if (names.size() > 63) {
            throw new IllegalArgumentException(
                    "skills=" + names.size() + ": at most 63 can be named");
        }
    }

    /// These skills, a bit each.
    ///
    /// @throws IllegalArgumentException naming the skill that the region does not know
    public long bitsOf(Collection<String> skills) {
        long bits = 0;
        for (String skill : skills) {
            int bit = names.indexOf(skill);
            if (bit < 0) {
                throw new IllegalArgumentException("skills=" + skill + ": must be one of " + names);
            }
            bits |= 1L << bit;
        }
        return bits;
    }
}
