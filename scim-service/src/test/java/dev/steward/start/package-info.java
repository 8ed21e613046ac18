@NullMarked
package dev.steward.start;

import org.jspecify.annotations.NullMarked;
