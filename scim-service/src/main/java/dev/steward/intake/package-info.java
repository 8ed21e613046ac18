/** Takes in the lists of identities that were kept elsewhere. */
@NullMarked
package dev.steward.intake;

import org.jspecify.annotations.NullMarked;
