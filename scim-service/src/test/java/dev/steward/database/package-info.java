/** Tests of SQL by set. */
@NullMarked
package dev.steward.database;

import org.jspecify.annotations.NullMarked;
