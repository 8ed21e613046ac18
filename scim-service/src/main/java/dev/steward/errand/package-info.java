/** What somebody has done to many at once, and what became of each of them. */
@NullMarked
package dev.steward.errand;

import org.jspecify.annotations.NullMarked;
