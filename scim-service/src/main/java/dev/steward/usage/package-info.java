/** What clients used of what they may do, as the gate counted it, and who used nothing. */
@NullMarked
package dev.steward.usage;

import org.jspecify.annotations.NullMarked;
