/** Tables for spreadsheets, out and in. */
@NullMarked
package dev.steward.table;

import org.jspecify.annotations.NullMarked;
