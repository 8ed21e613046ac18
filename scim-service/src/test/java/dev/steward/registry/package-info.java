@NullMarked
package dev.steward.registry;

import org.jspecify.annotations.NullMarked;
