/** The ledger: what happened and why, sealed into a Merkle tree that strangers can verify. */
@NullMarked
package dev.steward.evidence;

import org.jspecify.annotations.NullMarked;
