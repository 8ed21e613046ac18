@NullMarked
package dev.steward.delivery;

import org.jspecify.annotations.NullMarked;
