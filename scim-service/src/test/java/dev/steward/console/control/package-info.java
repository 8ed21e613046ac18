@NullMarked
package dev.steward.console.control;

import org.jspecify.annotations.NullMarked;
