/** SQL by set, for what is not one identity at a time. */
@NullMarked
package dev.steward.database;

import org.jspecify.annotations.NullMarked;
