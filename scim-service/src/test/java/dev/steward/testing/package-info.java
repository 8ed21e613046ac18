/** What the service's tests stand on: its embedded PostgreSQL, and Keycloak's side of the wire. */
@NullMarked
package dev.steward.testing;

import org.jspecify.annotations.NullMarked;
