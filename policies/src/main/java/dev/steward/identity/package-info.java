/**
 * A non-human identity at one version, the changes people make to it, and its standing at an
 * instant.
 */
@NullMarked
package dev.steward.identity;

import org.jspecify.annotations.NullMarked;
