/** Who is still here. */
@NullMarked
package dev.steward.people;

import org.jspecify.annotations.NullMarked;
