/** What waits for the person who looks, the most urgent first. */
@NullMarked
package dev.steward.console.work;

import org.jspecify.annotations.NullMarked;
