@NullMarked
package dev.steward.console.chart;

import org.jspecify.annotations.NullMarked;
