@NullMarked
package dev.steward.signal;

import org.jspecify.annotations.NullMarked;
