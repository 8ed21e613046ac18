/** Charts as SVG that is drawn here, with the numbers that they show. */
@NullMarked
package dev.steward.console.chart;

import org.jspecify.annotations.NullMarked;
