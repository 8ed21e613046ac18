/**
 * What Keycloak must know to answer a token request alone: the permit, the question and the answer.
 */
@NullMarked
package dev.steward.permit;

import org.jspecify.annotations.NullMarked;
