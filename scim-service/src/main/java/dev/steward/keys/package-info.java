/** Secrets that the service makes for itself and keeps in files only it may read. */
@NullMarked
package dev.steward.keys;

import org.jspecify.annotations.NullMarked;
