/**
 * The gate: the guard of every way to a token, the held permits, the kill switch and the endpoint.
 */
@NullMarked
package dev.steward.keycloak;

import org.jspecify.annotations.NullMarked;
