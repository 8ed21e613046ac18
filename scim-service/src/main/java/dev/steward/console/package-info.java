/** The web pages: the house that all rooms share, who looks, and how a page is guarded. */
@NullMarked
package dev.steward.console;

import org.jspecify.annotations.NullMarked;
