/// The state machine of one region: it alone changes drivers, jobs and offers. One thread owns it;
/// the same commands give the same events.
@NullMarked
package dev.antar.core.engine;

import org.jspecify.annotations.NullMarked;
