@NullMarked
package dev.steward.evidence;

import org.jspecify.annotations.NullMarked;
