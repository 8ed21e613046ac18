/** The population at a glance: charts, and the lists behind them. */
@NullMarked
package dev.steward.console.overview;

import org.jspecify.annotations.NullMarked;
