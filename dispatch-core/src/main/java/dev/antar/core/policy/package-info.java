/// What people choose when they choose how a region matches: a named, versioned and documented set
/// of parameters and the code that reads them. Start at [dev.antar.core.policy.Policy]; every
/// parameter is a line of [dev.antar.core.policy.PolicyParameter].
@NullMarked
package dev.antar.core.policy;

import org.jspecify.annotations.NullMarked;
