/// Plans, judged by trying everything.
@NullMarked
package dev.antar.core.plan;

import org.jspecify.annotations.NullMarked;
