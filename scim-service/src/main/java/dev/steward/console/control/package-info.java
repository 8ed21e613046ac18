/** The controls of each framework and the identities whose reviews are evidence for them. */
@NullMarked
package dev.steward.console.control;

import org.jspecify.annotations.NullMarked;
