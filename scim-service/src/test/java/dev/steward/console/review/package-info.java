@NullMarked
package dev.steward.console.review;

import org.jspecify.annotations.NullMarked;
