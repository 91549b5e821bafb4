/// Who may see and do what.
@NullMarked
package dev.antar.server.auth;

import org.jspecify.annotations.NullMarked;
