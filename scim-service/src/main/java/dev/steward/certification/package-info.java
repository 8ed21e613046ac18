/** Reviews: the sweep that opens them and the verdicts that close them. */
@NullMarked
package dev.steward.certification;

import org.jspecify.annotations.NullMarked;
