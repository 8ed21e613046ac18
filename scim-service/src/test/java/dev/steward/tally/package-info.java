@NullMarked
package dev.steward.tally;

import org.jspecify.annotations.NullMarked;
