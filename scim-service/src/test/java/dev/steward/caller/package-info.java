@NullMarked
package dev.steward.caller;

import org.jspecify.annotations.NullMarked;
