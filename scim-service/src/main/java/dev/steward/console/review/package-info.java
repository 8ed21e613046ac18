/** Deciding reviews: one at a time with the facts that decide, or many in a table. */
@NullMarked
package dev.steward.console.review;

import org.jspecify.annotations.NullMarked;
