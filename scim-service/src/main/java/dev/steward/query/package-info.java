/** Questions to the database that are put together from typed parts, never from text. */
@NullMarked
package dev.steward.query;

import org.jspecify.annotations.NullMarked;
