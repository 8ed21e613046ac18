@NullMarked
package dev.steward.console;

import org.jspecify.annotations.NullMarked;
