/** Carries permits to Keycloak, and compares what Keycloak holds with what it should. */
@NullMarked
package dev.steward.delivery;

import org.jspecify.annotations.NullMarked;
