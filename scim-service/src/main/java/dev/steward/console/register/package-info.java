/** The form by which people register identities, and the clients that are made with them. */
@NullMarked
package dev.steward.console.register;

import org.jspecify.annotations.NullMarked;
