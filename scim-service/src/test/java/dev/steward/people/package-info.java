@NullMarked
package dev.steward.people;

import org.jspecify.annotations.NullMarked;
