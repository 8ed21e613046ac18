/** How the service comes up: its embedded database, its keys' files, its clock's first tick. */
@NullMarked
package dev.steward.start;

import org.jspecify.annotations.NullMarked;
