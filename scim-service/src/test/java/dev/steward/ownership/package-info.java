@NullMarked
package dev.steward.ownership;

import org.jspecify.annotations.NullMarked;
