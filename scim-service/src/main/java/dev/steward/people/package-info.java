/** Who there is to answer for identities, and who is still here. */
@NullMarked
package dev.steward.people;

import org.jspecify.annotations.NullMarked;
