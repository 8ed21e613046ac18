@NullMarked
package dev.steward.console.ledger;

import org.jspecify.annotations.NullMarked;
