@NullMarked
package dev.steward.console.register;

import org.jspecify.annotations.NullMarked;
