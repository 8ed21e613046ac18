@NullMarked
package dev.steward.errand;

import org.jspecify.annotations.NullMarked;
