/// Which packages of the simulator may import which; `fixture` breaks the rules on purpose.
@NullMarked
package dev.antar.architecture;

import org.jspecify.annotations.NullMarked;
