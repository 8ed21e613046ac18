/** Runs the gate and the registry together, fills the demo realm, and walks the journey on them. */
@NullMarked
package dev.steward.deploy;

import org.jspecify.annotations.NullMarked;
