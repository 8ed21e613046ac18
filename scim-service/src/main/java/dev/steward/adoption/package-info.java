/** Clients that nobody registered: who they are, who may answer for them, and how that is asked. */
@NullMarked
package dev.steward.adoption;

import org.jspecify.annotations.NullMarked;
