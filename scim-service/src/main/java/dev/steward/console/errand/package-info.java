/** What people choose for many at once, look at before it is done, and read about afterwards. */
@NullMarked
package dev.steward.console.errand;

import org.jspecify.annotations.NullMarked;
