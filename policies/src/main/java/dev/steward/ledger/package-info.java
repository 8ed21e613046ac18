/**
 * The append-only record of what happened and why: entries, the Merkle tree over them (RFC 6962),
 * signed checkpoints, and how a stranger verifies them.
 */
@NullMarked
package dev.steward.ledger;

import org.jspecify.annotations.NullMarked;
