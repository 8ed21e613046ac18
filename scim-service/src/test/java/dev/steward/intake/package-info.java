@NullMarked
package dev.steward.intake;

import org.jspecify.annotations.NullMarked;
