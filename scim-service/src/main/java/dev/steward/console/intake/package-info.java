/** Pages on which lists that were kept elsewhere are taken in. */
@NullMarked
package dev.steward.console.intake;

import org.jspecify.annotations.NullMarked;
