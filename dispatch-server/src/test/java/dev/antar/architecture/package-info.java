/// Which packages of the server may import which; `fixture` breaks the rule on purpose.
@NullMarked
package dev.antar.architecture;

import org.jspecify.annotations.NullMarked;
