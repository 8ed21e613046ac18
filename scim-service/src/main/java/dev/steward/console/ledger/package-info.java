/** The ledger for people to read, and to have checked. */
@NullMarked
package dev.steward.console.ledger;

import org.jspecify.annotations.NullMarked;
