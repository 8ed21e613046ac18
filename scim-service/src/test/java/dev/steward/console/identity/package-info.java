@NullMarked
package dev.steward.console.identity;

import org.jspecify.annotations.NullMarked;
