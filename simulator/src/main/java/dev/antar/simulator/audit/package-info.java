/// Whether the server kept its word, judged from outside: [dev.antar.simulator.audit.Audit] is told
/// what clients saw ([dev.antar.simulator.audit.Seen]) and at the end what the server says of each
/// job ([dev.antar.simulator.audit.LastWord]), and names what does not fit together.
@NullMarked
package dev.antar.simulator.audit;

import org.jspecify.annotations.NullMarked;
