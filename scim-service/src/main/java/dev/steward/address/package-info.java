/** How addresses are spelled. */
@NullMarked
package dev.steward.address;

import org.jspecify.annotations.NullMarked;
