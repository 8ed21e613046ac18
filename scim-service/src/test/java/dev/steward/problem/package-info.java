@NullMarked
package dev.steward.problem;

import org.jspecify.annotations.NullMarked;
