/** The realms that are governed: how their gates stand, and what enforcing would have stopped. */
@NullMarked
package dev.steward.console.realm;

import org.jspecify.annotations.NullMarked;
