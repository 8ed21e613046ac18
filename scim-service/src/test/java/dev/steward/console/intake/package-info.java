@NullMarked
package dev.steward.console.intake;

import org.jspecify.annotations.NullMarked;
