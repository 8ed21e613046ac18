@NullMarked
package dev.steward.console.realm;

import org.jspecify.annotations.NullMarked;
