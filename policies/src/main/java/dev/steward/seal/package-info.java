/** A permit to text and back, so that only the registry can write one. */
@NullMarked
package dev.steward.seal;

import org.jspecify.annotations.NullMarked;
