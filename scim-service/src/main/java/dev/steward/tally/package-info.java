/** Counts over all rows that are made now and then, so that looking at them costs nothing. */
@NullMarked
package dev.steward.tally;

import org.jspecify.annotations.NullMarked;
