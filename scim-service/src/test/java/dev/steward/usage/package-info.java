@NullMarked
package dev.steward.usage;

import org.jspecify.annotations.NullMarked;
