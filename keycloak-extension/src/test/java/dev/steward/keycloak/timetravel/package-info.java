/** Moves the server's clock, for tests and demonstrations; never part of the product. */
@NullMarked
package dev.steward.keycloak.timetravel;

import org.jspecify.annotations.NullMarked;
