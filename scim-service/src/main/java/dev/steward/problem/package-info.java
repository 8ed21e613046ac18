/** Refusals on their way out, as RFC 9457 problem details. */
@NullMarked
package dev.steward.problem;

import org.jspecify.annotations.NullMarked;
