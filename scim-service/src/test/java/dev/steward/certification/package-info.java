@NullMarked
package dev.steward.certification;

import org.jspecify.annotations.NullMarked;
