/** Who is calling, read from the bearer token. */
@NullMarked
package dev.steward.caller;

import org.jspecify.annotations.NullMarked;
