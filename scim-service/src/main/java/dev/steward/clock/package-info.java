/** What time it is, and how a demo travels in it. */
@NullMarked
package dev.steward.clock;

import org.jspecify.annotations.NullMarked;
