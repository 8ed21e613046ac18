@NullMarked
package dev.steward.console.work;

import org.jspecify.annotations.NullMarked;
