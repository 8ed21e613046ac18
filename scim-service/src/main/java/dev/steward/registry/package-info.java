/** The one door through which an identity changes, and the record of what it is. */
@NullMarked
package dev.steward.registry;

import org.jspecify.annotations.NullMarked;
