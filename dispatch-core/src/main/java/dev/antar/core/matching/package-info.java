/// Which driver should do which job: candidates, their cost, and the policies that choose.
@NullMarked
package dev.antar.core.matching;

import org.jspecify.annotations.NullMarked;
