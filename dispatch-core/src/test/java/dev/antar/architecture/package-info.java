/// What `dispatch-core` may import and call, as tests; `fixture` breaks each rule on purpose.
@NullMarked
package dev.antar.architecture;

import org.jspecify.annotations.NullMarked;
