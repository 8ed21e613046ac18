@NullMarked
package dev.steward.console.orphan;

import org.jspecify.annotations.NullMarked;
