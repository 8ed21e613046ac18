@NullMarked
package dev.steward.adoption;

import org.jspecify.annotations.NullMarked;
