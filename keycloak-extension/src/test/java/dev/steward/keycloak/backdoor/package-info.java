/** Edits clients behind the back of every guard, for tests alone. */
@NullMarked
package dev.steward.keycloak.backdoor;

import org.jspecify.annotations.NullMarked;
