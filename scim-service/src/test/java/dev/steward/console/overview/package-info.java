@NullMarked
package dev.steward.console.overview;

import org.jspecify.annotations.NullMarked;
