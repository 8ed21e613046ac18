/** A real Keycloak in a directory of its own: prepared, started, asked and stopped. */
@NullMarked
package dev.steward.keycloak.server;

import org.jspecify.annotations.NullMarked;
