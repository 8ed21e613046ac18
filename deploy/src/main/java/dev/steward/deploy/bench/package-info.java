/** Measures the registry beside Keycloak's own SCIM API and another SCIM server, in one run. */
@NullMarked
package dev.steward.deploy.bench;

import org.jspecify.annotations.NullMarked;
