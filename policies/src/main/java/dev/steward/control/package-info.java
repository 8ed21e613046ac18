/** Catalogues of controls, links to them, and crosswalks between frameworks. */
@NullMarked
package dev.steward.control;

import org.jspecify.annotations.NullMarked;
