@NullMarked
package dev.steward.group;

import org.jspecify.annotations.NullMarked;
